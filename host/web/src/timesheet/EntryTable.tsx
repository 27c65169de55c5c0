import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TimesheetDay } from '@/api/types'
import { useFormat } from '@/i18n/useFormat'
import { Button } from '@/kit/basics/Button'
import { EntryStatusBadge, ProjectChip } from '@/kit/basics/Chips'
import { EntryActions } from './EntryActions'
import css from './timesheet.module.css'

const FIRST_DAYS = 7

/** The entries behind the grid, day by day; newest first. */
export function EntryTable({ days, zone }: { days: readonly TimesheetDay[]; zone: string }) {
  const { t: common } = useTranslation('common')
  const format = useFormat()
  const [limit, setLimit] = useState(FIRST_DAYS)
  const filled = days.filter((day) => day.entries.length > 0).reverse()
  return (
    <>
      {filled.slice(0, limit).map((day) => (
        <section key={day.date} aria-label={format.date(day.date, 'long')}>
          <h3 className={css['dayHead']}>
            <Link to="/" search={{ day: day.date }}>{format.date(day.date, 'long')}</Link>
            <span className="num">{format.duration(day.total_ms)}</span>
          </h3>
          <ul className={css['entries']}>
            {day.entries.map((entry, i) => (
              <li key={entry.id} data-dismissed={entry.status === 'dismissed' || undefined}>
                <span className={`${css['time']} num`}>{format.time(entry.start, zone)}–{format.time(entry.end, zone)}</span>
                <span className={css['what']}>
                  <ProjectChip project={entry.project} task={entry.task} draft={entry.status === 'inferred'} />
                  <span className="truncate muted small title-text">{entry.kind === 'private' ? common('kind.private') : (entry.task?.title ?? entry.description)}</span>
                </span>
                <span className="num small nowrap">{format.duration(entry.duration_ms)}</span>
                <span className={css['status']}>
                  {entry.status === 'inferred' && !entry.to_review ? <span className="muted small">{common(`kind.${entry.kind}`)}</span> : <EntryStatusBadge status={entry.status} />}
                </span>
                <EntryActions entry={entry} next={day.entries[i + 1]} zone={zone} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {filled.length > limit && <p className={css['note']}><Button onClick={() => setLimit(limit + 14)}>{common('actions.loadMore')}</Button></p>}
    </>
  )
}
