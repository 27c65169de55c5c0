import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { keys } from '@/api/keys'
import type { Page, Project, Repository } from '@/api/types'
import { useSave } from '@/api/useSave'
import { Button, IconButton } from '@/kit/basics/Button'
import { Card } from '@/kit/basics/Page'
import { Await, Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { TextField } from '@/kit/form/Field'
import { notifyUndo } from '@/shell/toasts'
import css from './projects.module.css'

/** Which code repositories count for this project: the hardest evidence there is. */
export function Repositories({ project }: { project: Project }) {
  const { t } = useTranslation(['projects', 'common'])
  const problemText = useProblemText()
  const [name, setName] = useState('')
  const repositories = useQuery({ queryKey: keys.repositories, queryFn: ({ signal }) => api.get<Page<Repository>>('repositories', {}, signal) })
  const add = useSave((r: { repository: string; task_id?: string }) => api.post('repositories', { ...r, project_id: project.id }), [keys.repositories], () => setName(''))
  const remove = useSave((r: Repository) => api.delete(`repositories/${encodeURIComponent(r.repository)}`), [keys.repositories], (_, r) =>
    notifyUndo(t('repository.removed', { name: r.repository }), t('common:actions.undo'), () => add.mutate({ repository: r.repository, task_id: r.task?.id })))
  const failed = add.error ?? remove.error
  return (
    <Card title={t('repositories')}>
      <div className="stack">
        <p className="muted small">{t('repository.help')}</p>
        <Await query={repositories}>
          {({ items }) => {
            const mine = items.filter((r) => r.project.id === project.id)
            return mine.length === 0 ? null : (
              <ul className={css['rows']}>
                {mine.map((r) => (
                  <li key={r.repository}>
                    <code className="grow">{r.repository}</code>
                    {r.task && <span className="muted small">{r.task.key}</span>}
                    <IconButton small icon="x" label={t('repository.remove', { name: r.repository })} onClick={() => remove.mutate(r)} />
                  </li>
                ))}
              </ul>
            )
          }}
        </Await>
        {failed && <Notice tone="danger" live>{problemText(failed)}</Notice>}
        <form className={css['inline']} onSubmit={(e) => (e.preventDefault(), name.trim() !== '' && !add.isPending && add.mutate({ repository: name.trim() }))}>
          <TextField label={t('repository.name')} value={name} onChange={setName} spellCheck={false} error={add.fieldError('repository')} placeholder="daybook" />
          <Button type="submit" busy={add.isPending}>{t('common:actions.add')}</Button>
        </form>
      </div>
    </Card>
  )
}
