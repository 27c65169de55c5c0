import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { projectsQuery } from '@/api/queries'
import type { Project } from '@/api/types'
import { useMayManage } from '@/api/useMe'
import { useSave } from '@/api/useSave'
import { Button, ButtonLink } from '@/kit/basics/Button'
import { Swatch } from '@/kit/basics/Chips'
import { Badge } from '@/kit/basics/Marks'
import { Page } from '@/kit/basics/Page'
import { Await, Empty, Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { notifyUndo } from '@/shell/toasts'
import { Members } from './Members'
import { ProjectBilling } from './ProjectBilling'
import { ProjectDialog } from './ProjectDialog'
import { Repositories } from './Repositories'
import { Tasks } from './Tasks'

function Head({ project }: { project: Project }) {
  const { t } = useTranslation(['projects', 'common'])
  const problemText = useProblemText()
  const mayManage = useMayManage()
  const [editing, setEditing] = useState(false)
  const archive = useSave((archived: boolean) => api.patch<Project>(`projects/${project.id}`, { archived }), [['projects'], ['tasks']], (_, archived) =>
    notifyUndo(t(archived ? 'archivedToast' : 'restoredToast', { name: project.name }), t('common:actions.undo'), () => archive.mutate(!archived)))
  return (
    <>
      <div className="row">
        <Swatch color={project.color} />
        {project.key && <code>{project.key}</code>}
        {project.archived && <Badge>{t('archived')}</Badge>}
        {!project.tracker_enabled && <Badge>{t('trackerOff')}</Badge>}
        <span className="grow" />
        {mayManage && <><Button small icon="edit" onClick={() => setEditing(true)}>{t('common:actions.edit')}</Button>
        <Button small busy={archive.isPending} onClick={() => archive.mutate(!project.archived)}>{t(project.archived ? 'restore' : 'archive')}</Button></>}
      </div>
      {archive.error && <Notice tone="danger" live>{problemText(archive.error)}</Notice>}
      {editing && <ProjectDialog project={project} onClose={() => setEditing(false)} />}
    </>
  )
}

export function ProjectPage() {
  const { t } = useTranslation('projects')
  const { projectId } = useParams({ from: '/app/projects/$projectId' })
  const mayManage = useMayManage()
  const projects = useQuery(projectsQuery(true))
  const active = useQuery(projectsQuery(false))
  const of = (items: Project[] | undefined) => items?.find((p) => p.id === projectId)
  const project = of(projects.data?.items) ?? of(active.data?.items)
  return (
    <Page key={projectId} title={project?.name ?? t('title')} back={{ to: '/projects', label: t('title') }}>
      <Await query={projects}>
        {() => project ? (
          <>
            <Head project={project} />
            <Tasks project={project} />
            <Repositories project={project} />
            <Members project={project} />
            {mayManage && <ProjectBilling project={project} />}
          </>
        ) : <Empty icon="projects" title={t('gone')} action={<ButtonLink to="/projects">{t('title')}</ButtonLink>} />}
      </Await>
    </Page>
  )
}
