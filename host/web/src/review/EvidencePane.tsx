import { useTranslation } from 'react-i18next'
import { Link } from '@tanstack/react-router'
import { Evidence } from '@/day/Evidence'
import { useFormat } from '@/i18n/useFormat'
import { Button, IconButton } from '@/kit/basics/Button'
import { ProjectChip } from '@/kit/basics/Chips'
import { Dialog } from '@/kit/overlay/Dialog'
import type { TaskChoice } from '@/kit/overlay/TaskPicker'
import type { ReviewEntry } from './reviewModel'
import css from './review.module.css'

interface Props {
  entry: ReviewEntry
  zone: string
  open: boolean
  narrow: boolean
  onClose: () => void
  onTake: (choice: TaskChoice) => void
  onCorrect: () => void
}

/** Beside the list (a sheet on phones): what the entry under the cursor rests on. */
export function EvidencePane({ entry, zone, open, narrow, onClose, onTake, onCorrect }: Props) {
  const { t } = useTranslation('review')
  const format = useFormat()
  if (!open) return null
  const span = `${format.time(entry.start, zone)}–${format.time(entry.end, zone)}`
  const body = (
    <>
      <p className="muted num small">{format.date(entry.date)} · {span} · {format.duration(entry.duration_ms)}</p>
      <div className="row between">
        <ProjectChip project={entry.project} task={entry.task} draft={entry.status === 'inferred'} />
        <Button small icon="edit" onClick={onCorrect}>{t('row.correct')}</Button>
      </div>
      {entry.task && <p className="title-text">{entry.task.title}</p>}
      <Evidence key={entry.id} blockId={entry.block_id} onTake={({ project, task }) => onTake({ project, task })} />
      <Link className="small" to="/timeline" search={{ day: entry.date }}>{t('pane.timeline')}</Link>
    </>
  )
  if (narrow) return <Dialog open onClose={onClose} title={t('pane.title')}>{body}</Dialog>
  return (
    <aside className={css['pane']} aria-label={t('pane.title')}>
      <div className="row between">
        <h2>{t('pane.title')}</h2>
        <IconButton small icon="x" label={t('pane.close')} onClick={onClose} />
      </div>
      {body}
    </aside>
  )
}
