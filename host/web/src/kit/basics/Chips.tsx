import { useTranslation } from 'react-i18next'
import type { EntryStatus, ProjectRef, TaskRef } from '@/api/types'
import { useFormat } from '@/i18n/useFormat'
import { onTheme } from '@/lib/color'
import { Badge, type Tone } from './Marks'
import { useDark } from './useDark'
import css from './Chips.module.css'

/** A project's swatch. `draft` stripes it: proposals never look like settled time. */
export function Swatch({ color, draft }: { color: string | null | undefined; draft?: boolean }) {
  const dark = useDark()
  return (
    <span className={draft ? `${css['swatch']} striped` : css['swatch']} aria-hidden="true"
      style={{ backgroundColor: color ? onTheme(color, dark) : 'var(--data-none)' }} />
  )
}

/** Project with its task, or "No project". */
export function ProjectChip({ project, task, draft }: { project: ProjectRef | null; task?: TaskRef | null; draft?: boolean }) {
  const { t } = useTranslation('common')
  return (
    <span className={css['chip']}>
      <Swatch color={project?.color} draft={draft} />
      <span className={project ? css['name'] : `${css['name']} muted`}>{project?.name ?? t('project.none')}</span>
      {task && <span className={css['task']}>{task.key}</span>}
    </span>
  )
}

export const confidenceWord = (value: number) =>
  value >= 0.9 ? 'certain' : value >= 0.7 ? 'likely' : value >= 0.5 ? 'unsure' : 'guess'

/** Confidence 0…1 as a word and a number, with a bar that only repeats them. */
export function ConfidenceBadge({ value }: { value: number }) {
  const { t } = useTranslation('common')
  const format = useFormat()
  const word = confidenceWord(value)
  return (
    <span className={css['confidence']} data-level={word}>
      <span className={css['meter']} aria-hidden="true"><span style={{ width: `${Math.round(value * 100)}%` }} /></span>
      <span className="nowrap">{t('confidence.label', { word: t(`confidence.${word}`), percent: format.percent(value) })}</span>
    </span>
  )
}

const statusTone: Record<EntryStatus, Tone> = { inferred: 'warn', confirmed: 'ok', corrected: 'ok', manual: 'accent', dismissed: 'neutral' }

export function EntryStatusBadge({ status }: { status: EntryStatus }) {
  const { t } = useTranslation('common')
  return <Badge tone={statusTone[status]}>{t(`status.${status}`)}</Badge>
}
