import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Timesheet } from '@/api/types'
import { useFormat } from '@/i18n/useFormat'
import { addDays, weekday } from '@/lib/range'
import css from './timeline.module.css'

interface Props {
  monday: string
  day: string
  today: string | null
  sheet: Timesheet | undefined
}

const BAR_PX = 34

/** Seven days with a bar for the hours of each. */
export function WeekStrip({ monday, day, today, sheet }: Props) {
  const { t } = useTranslation('timeline')
  const format = useFormat()
  const days = Array.from({ length: 7 }, (_, i) => addDays(monday, i))
  const totals = new Map(sheet?.days.map((one) => [one.date, one.total_ms]))
  const most = Math.max(8 * 3_600_000, ...totals.values())
  return (
    <nav aria-label={t('week.label')} className={css['week']}>
      <ol>
        {days.map((one) => {
          const total = totals.get(one) ?? 0
          return (
            <li key={one}>
              <Link to="/timeline" search={{ day: one }} data-here={one === day || undefined} data-today={one === today || undefined}>
                <span className={css['weekBar']} aria-hidden="true">
                  <span style={{ height: Math.max(total > 0 ? 3 : 0, Math.round((total / most) * BAR_PX)) }} />
                </span>
                <span className={css['weekName']}>{format.weekday(weekday(one))} <b>{Number(one.slice(8))}</b></span>
                <span className={`${css['weekTotal']} num`}>{total > 0 ? format.duration(total) : <><span aria-hidden="true">–</span><span className="visually-hidden">{format.duration(0)}</span></>}</span>
              </Link>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
