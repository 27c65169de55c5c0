import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Entry } from '@/api/types'
import { useFormat } from '@/i18n/useFormat'
import { ConfidenceBadge, ProjectChip } from '@/kit/basics/Chips'
import css from './today.module.css'

const MOST = 5

/** Least sure first: these gain most from a look. */
export const leastSure = (entries: readonly Entry[]): Entry[] => {
  const doubt = (entry: Entry) => (entry.project ? (entry.confidence ?? 0) : -1)
  return [...entries].sort((a, b) => doubt(a) - doubt(b) || b.duration_ms - a.duration_ms).slice(0, MOST)
}

export function ToReview({ open, day, zone }: { open: readonly Entry[]; day: string; zone: string }) {
  const { t } = useTranslation('today')
  const format = useFormat()
  if (open.length === 0) return <p className={`${css['pad']} muted`}>{t('top.none')}</p>
  return (
    <ul className={css['list']}>
      {leastSure(open).map((entry) => (
        <li key={entry.id}>
          <Link to="/review" search={{ day, entry: entry.id }}>
            <span className={`${css['time']} num`}>{format.time(entry.start, zone)}–{format.time(entry.end, zone)}</span>
            <span className={css['what']}>
              <ProjectChip project={entry.project} task={entry.task} draft />
              <span className="truncate muted small title-text">{entry.task?.title ?? entry.description}</span>
            </span>
            <span className={css['end']}>
              <span className="num small nowrap">{format.duration(entry.duration_ms)}</span>
              {entry.project && entry.confidence !== null && <ConfidenceBadge value={entry.confidence} />}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
