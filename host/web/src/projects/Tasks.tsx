import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { keys } from '@/api/keys'
import type { Page, Project, ProjectTask } from '@/api/types'
import { useSave } from '@/api/useSave'
import { useFormat } from '@/i18n/useFormat'
import { Button, IconButton } from '@/kit/basics/Button'
import { Card } from '@/kit/basics/Page'
import { Await, Empty, NoMatch, Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { InlineSelect } from '@/kit/form/Field'
import { ConfirmDialog } from '@/kit/overlay/ConfirmDialog'
import { DataTable, type Column } from '@/kit/table/DataTable'
import { useStatuses } from './statuses'
import { TaskDialog } from './TaskDialog'

const closed = ['done', 'closed', 'completed', 'cancelled', 'canceled', 'archived', 'resolved', 'merged']

/** The work items time can be put on. */
export function Tasks({ project }: { project: Project }) {
  const { t } = useTranslation(['projects', 'common'])
  const format = useFormat()
  const problemText = useProblemText()
  const statuses = useStatuses()
  const [which, setWhich] = useState<'open' | 'all'>('open')
  const [editing, setEditing] = useState<ProjectTask | 'new' | null>(null)
  const [removing, setRemoving] = useState<ProjectTask | null>(null)
  const tasks = useQuery({ queryKey: keys.tasks(project.id), queryFn: ({ signal }) => api.get<Page<ProjectTask>>(`projects/${project.id}/tasks`, {}, signal) })
  const stale = [['tasks'], ['projects']] as const
  const setStatus = useSave(({ id, status }: { id: string; status: string }) => api.patch(`tasks/${id}`, { status }), stale)
  const remove = useSave((id: string) => api.delete(`tasks/${id}`), stale)
  const add = <Button small icon="plus" onClick={() => setEditing('new')}>{t('task.new')}</Button>
  const columns: Column<ProjectTask>[] = [
    { key: 'key', title: t('task.key'), cell: (x) => <code className="nowrap">{x.key}</code> },
    {
      key: 'title', title: t('task.title'), phone: 'title',
      cell: (x) => (x.url && /^https?:/.test(x.url) ? <a href={x.url} target="_blank" rel="noreferrer">{x.title}</a> : x.title),
    },
    {
      key: 'status', title: t('task.status'),
      cell: (x) => (
        <InlineSelect label={t('task.statusOf', { key: x.key })} value={x.status} choices={statuses.choices(x.status)}
          onChange={(status) => setStatus.mutate({ id: x.id, status })} />
      ),
    },
    {
      key: 'estimate', title: t('task.estimate'), number: true,
      cell: (x) => (x.estimate_minutes === null ? '–' : <span className="nowrap">{format.duration(x.estimate_minutes * 60_000)}</span>),
    },
    {
      key: 'actions', end: true, title: t('actions'), hideTitle: true,
      cell: (x) => (
        <span className="row">
          <IconButton small icon="edit" label={t('task.edit', { key: x.key })} onClick={() => setEditing(x)} />
          <IconButton small icon="trash" label={t('task.remove', { key: x.key })} onClick={() => setRemoving(x)} />
        </span>
      ),
    },
  ]
  return (
    <Card title={t('tasks')} flush={(tasks.data?.items.length ?? 0) > 0}
      aside={
        <span className="row">
          <InlineSelect label={t('task.which')} value={which} onChange={(v) => setWhich(v as 'open' | 'all')}
            choices={[{ value: 'open', label: t('task.open') }, { value: 'all', label: t('task.all') }]} />
          {add}
        </span>
      }>
      {setStatus.error && <Notice tone="danger" live>{problemText(setStatus.error)}</Notice>}
      <Await query={tasks}>
        {({ items }) => {
          const shown = which === 'all' ? items : items.filter((x) => !closed.includes(x.status.toLowerCase()))
          if (items.length === 0) return <Empty icon="tag" title={t('task.emptyTitle')} action={add}>{t('task.emptyText')}</Empty>
          if (shown.length === 0) return <NoMatch onClear={() => setWhich('all')} />
          return <DataTable caption={t('tasks')} columns={columns} rows={shown} keyOf={(x) => x.id} dim={(x) => closed.includes(x.status.toLowerCase())} />
        }}
      </Await>
      {editing && <TaskDialog project={project} task={editing === 'new' ? undefined : editing} onClose={() => setEditing(null)} />}
      {removing && (
        <ConfirmDialog open onClose={() => setRemoving(null)} title={t('task.remove', { key: removing.key })} confirm={t('common:actions.delete')}
          run={() => remove.mutateAsync(removing.id)}>{t('task.removeText')}</ConfirmDialog>
      )}
    </Card>
  )
}
