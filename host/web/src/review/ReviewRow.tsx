import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { onTheme } from '@/lib/color'
import { useFormat } from '@/i18n/useFormat'
import { Button, IconButton } from '@/kit/basics/Button'
import { ConfidenceBadge, EntryStatusBadge, ProjectChip } from '@/kit/basics/Chips'
import { useDark } from '@/kit/basics/useDark'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { isDone, type ReviewEntry } from './reviewModel'
import type { Failure } from './reviewState'
import css from './review.module.css'

export interface RowActions {
  focus: (id: string) => void
  toggle: (id: string) => void
  confirm: (id: string) => void
  correct: (id: string) => void
  dismiss: (id: string) => void
  retry: (id: string) => void
  why: (id: string) => void
}

interface Props {
  entry: ReviewEntry
  zone: string
  index: number
  here: boolean
  selected: boolean
  busy: boolean
  failure: Failure | undefined
  actions: RowActions
}

export const rowId = (id: string) => `entry-${id}`

export const ReviewRow = memo(function ReviewRow({ entry, zone, index, here, selected, busy, failure, actions }: Props) {
  const { t } = useTranslation('review')
  const { t: common } = useTranslation('common')
  const format = useFormat()
  const dark = useDark()
  const problemText = useProblemText()
  const done = isDone(entry)
  const { id, project, task, status } = entry
  const time = `${format.time(entry.start, zone)}–${format.time(entry.end, zone)}`
  const summary = task?.title ?? entry.description ?? ''
  const name = t('row.label', {
    time, duration: format.duration(entry.duration_ms), project: project?.name ?? common('project.none'), what: summary, status: common(`status.${status}`),
  })
  return (
    <div id={rowId(id)} role="row" tabIndex={here ? 0 : -1} aria-rowindex={index} aria-selected={selected} aria-label={name} aria-busy={busy || undefined}
      className={css['row']} data-done={done || undefined} data-status={status} data-failed={failure ? true : undefined} data-here={here || undefined}
      onFocus={() => actions.focus(id)}>
      <span className={status === 'inferred' ? `${css['bar']} striped` : css['bar']} aria-hidden="true"
        style={{ backgroundColor: project ? onTheme(project.color, dark) : 'var(--data-none)' }} />
      <span role="gridcell" className={css['check']}>
        <input type="checkbox" tabIndex={-1} checked={selected} aria-label={t('row.select', { time })} onChange={() => actions.toggle(id)} />
      </span>
      <span role="gridcell" className={css['when']}>
        <time className="num nowrap" dateTime={entry.start}>{time}</time>
        <span className="muted num small nowrap">{format.duration(entry.duration_ms)}</span>
      </span>
      <span role="gridcell" className={css['what']}>
        <ProjectChip project={project} task={task} draft={status === 'inferred'} />
        <span className={`${css['summary']} title-text`}>{summary}</span>
        {failure && (
          <span className={css['failure']} role="alert">
            {problemText(failure.reason)}
            <Button small kind="quiet" icon="refresh" onClick={() => actions.retry(id)}>{t('row.retry')}</Button>
          </span>
        )}
      </span>
      <span role="gridcell" className={css['sure']}>
        {status !== 'inferred' ? <EntryStatusBadge status={status} />
          : project && entry.confidence !== null ? <ConfidenceBadge value={entry.confidence} />
          : <span className="muted small">{t('row.unassigned')}</span>}
      </span>
      <span role="gridcell" className={css['actions']}>
        <IconButton small icon={project ? 'check' : 'tag'} tabIndex={-1} label={project ? t('row.confirm') : t('row.assign')} disabled={done}
          className={css['confirm']} onClick={() => (project ? actions.confirm(id) : actions.correct(id))} />
        <IconButton small icon="edit" tabIndex={-1} label={t('row.correct')} onClick={() => actions.correct(id)} />
        <IconButton small icon="x" tabIndex={-1} label={t('row.dismiss')} disabled={status === 'dismissed'} onClick={() => actions.dismiss(id)} />
        <IconButton small icon="info" tabIndex={-1} label={t('pane.open')} className="phone-only" onClick={() => actions.why(id)} />
      </span>
    </div>
  )
})
