import { useTranslation } from 'react-i18next'
import type { Bucket, TaskShift } from '@/api/ruleTypes'
import { useFormat } from '@/i18n/useFormat'
import { ProjectChip } from '@/kit/basics/Chips'
import { Badge } from '@/kit/basics/Marks'
import css from './preview.module.css'

/** What time counts for: a project and task, nothing yet, or a kind of its own. */
export function BucketChip({ bucket }: { bucket: Bucket }) {
  const { t } = useTranslation(['rules', 'common'])
  if (bucket.project) return <ProjectChip project={bucket.project} task={bucket.task} />
  return <Badge>{bucket.kind === 'neutral' || bucket.kind === 'work' ? t('preview.unattributed') : t(`common:kind.${bucket.kind}` as 'common:kind.work')}</Badge>
}

/** Time per task before and after, as pairs of bars of one scale. */
export function TaskShifts({ tasks }: { tasks: TaskShift[] }) {
  const { t } = useTranslation('rules')
  const format = useFormat()
  if (tasks.length === 0) return null
  const most = Math.max(...tasks.map((task) => Math.max(task.before_ms, task.after_ms)))
  const bar = (ms: number) => ({ width: `${Math.max(ms > 0 ? 1 : 0, (ms / most) * 100)}%` })
  return (
    <table className={css['shifts']}>
      <caption className="visually-hidden">{t('preview.tasks')}</caption>
      <thead className="visually-hidden">
        <tr><th>{t('preview.task')}</th><th>{t('preview.before')}</th><th>{t('preview.after')}</th><th>{t('preview.difference')}</th></tr>
      </thead>
      <tbody>
        {tasks.map((task) => {
          const difference = task.after_ms - task.before_ms
          return (
            <tr key={`${task.kind}${task.project_id}${task.task_id}`}>
              <th scope="row"><BucketChip bucket={task} /></th>
              <td><span className={css['bar']} style={bar(task.before_ms)} aria-hidden="true" /><span className="num small muted">{format.duration(task.before_ms)}</span></td>
              <td><span className={css['bar']} data-after style={bar(task.after_ms)} aria-hidden="true" /><span className="num small">{format.duration(task.after_ms)}</span></td>
              <td className="num small nowrap">{difference > 0 ? '+' : '−'}{format.duration(Math.abs(difference))}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
