import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { projectsQuery } from '@/api/queries'
import { useMayManage } from '@/api/useMe'
import type { Project } from '@/api/types'
import { useFormat } from '@/i18n/useFormat'
import { Button } from '@/kit/basics/Button'
import { Swatch } from '@/kit/basics/Chips'
import { Badge } from '@/kit/basics/Marks'
import { Card, Page } from '@/kit/basics/Page'
import { Await, Empty, NoMatch } from '@/kit/feedback/States'
import { Checkbox } from '@/kit/form/Field'
import { DataTable, type Column } from '@/kit/table/DataTable'
import { useShortcuts } from '@/shell/keyboard'
import { ProjectDialog } from './ProjectDialog'
import form from '@/kit/form/form.module.css'
import css from './projects.module.css'

export function ProjectsPage() {
  const { t } = useTranslation(['projects', 'common'])
  const format = useFormat()
  const { q = '', archived = false } = useSearch({ from: '/app/projects' })
  const navigate = useNavigate({ from: '/projects' })
  const projects = useQuery(projectsQuery(archived))
  const mayManage = useMayManage()
  const [creating, setCreating] = useState(false)
  const filter = (search: { q?: string; archived?: boolean }) => void navigate({ search: (old) => ({ ...old, ...search }), replace: true })
  useShortcuts([{ keys: 'n', label: t('new'), run: () => (mayManage ? setCreating(true) : false) }])
  const columns: Column<Project>[] = [
    {
      key: 'name', title: t('name'), phone: 'title',
      cell: (p) => <Link to="/projects/$projectId" params={{ projectId: p.id }} className={css['name']}><Swatch color={p.color} /><span>{p.name}</span></Link>,
    },
    { key: 'key', title: t('key'), cell: (p) => (p.key ? <code>{p.key}</code> : null), phone: 'hide' },
    { key: 'tasks', title: t('openTasks'), number: true, cell: (p) => format.number(p.open_tasks) },
    { key: 'members', title: t('members'), number: true, cell: (p) => format.number(p.member_count) },
    { key: 'state', title: t('state'), hideTitle: true, cell: (p) => (p.archived ? <Badge>{t('archived')}</Badge> : p.tracker_enabled ? null : <Badge>{t('trackerOff')}</Badge>) },
  ]
  const wanted = q.toLocaleLowerCase()
  const create = mayManage && <Button kind="primary" icon="plus" onClick={() => setCreating(true)}>{t('new')}</Button>
  return (
    <Page title={t('title')} lead={t('lead')} actions={create}>
      <Await query={projects}>
        {({ items }) => {
          if (items.length === 0 && !archived) {
            return <Card><Empty icon="projects" title={t('emptyTitle')} action={create}>{t('emptyText')}</Empty></Card>
          }
          const shown = items.filter((p) => `${p.name} ${p.key ?? ''}`.toLocaleLowerCase().includes(wanted))
          return (
            <>
              <div className="row">
                <input type="search" className={`${form['input']} ${css['search']}`} placeholder={t('search')} aria-label={t('search')} value={q}
                  onChange={(e) => filter({ q: e.target.value || undefined })} />
                <Checkbox label={t('showArchived')} checked={archived} onChange={(on) => filter({ archived: on || undefined })} />
              </div>
              <Card flush>
                {shown.length === 0 ? <NoMatch onClear={() => filter({ q: undefined, archived: undefined })} /> :
                  <DataTable caption={t('title')} columns={columns} rows={shown} keyOf={(p) => p.id} dim={(p) => p.archived} />}
              </Card>
            </>
          )
        }}
      </Await>
      {creating && <ProjectDialog onClose={() => setCreating(false)} onSaved={(p) => void navigate({ to: '/projects/$projectId', params: { projectId: p.id } })} />}
    </Page>
  )
}
