import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Grid } from '@/day/totals'
import { useFormat } from '@/i18n/useFormat'
import { ProjectChip } from '@/kit/basics/Chips'
import { formatClock } from '@/lib/duration'
import { weekday } from '@/lib/range'
import css from './today.module.css'

const WIDEST = 14

/** Projects × days. Long ranges drop the empty days, so that a month stays readable. */
export function TimesheetGrid({ grid }: { grid: Grid }) {
  const { t } = useTranslation('today')
  const format = useFormat()
  const kept = grid.days.flatMap((day, i) => (grid.days.length <= WIDEST || day.total > 0 ? [i] : []))
  return (
    // A box that scrolls must be reachable by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={css['scroll']} tabIndex={0} role="region" aria-label={t('sheet.gridLabel')}>
      <table className={css['sheet']}>
        <caption className="visually-hidden">{t('sheet.gridLabel')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('sheet.project')}</th>
            {kept.map((i) => {
              const { date } = grid.days[i]!
              return (
                <th key={date} scope="col" className={css['number']} data-weekend={weekday(date) > 5 || undefined}>
                  <Link to="/timeline" search={{ day: date }}>
                    <span>{format.weekday(weekday(date))}</span> <span className="muted">{format.date(date, 'short')}</span>
                  </Link>
                </th>
              )
            })}
            <th scope="col" className={css['number']}>{t('sheet.sum')}</th>
          </tr>
        </thead>
        <tbody>
          {grid.rows.map((row) => (
            <tr key={row.project?.id ?? 'none'}>
              <th scope="row"><ProjectChip project={row.project} /></th>
              {kept.map((i) => (
                <td key={i} className={css['number']} data-open={(row.open[i] && row.cells[i]! > 0) || undefined}>
                  {row.cells[i]! > 0 ? <>{formatClock(row.cells[i]!)}{row.open[i] && <span className="visually-hidden"> {t('sheet.openMark')}</span>}</> : <span className={css['zero']} aria-label="0:00">·</span>}
                </td>
              ))}
              <td className={`${css['number']} ${css['sum']}`}>{formatClock(row.total)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('sheet.sum')}</th>
            {kept.map((i) => <td key={i} className={css['number']}>{formatClock(grid.days[i]!.total)}</td>)}
            <td className={`${css['number']} ${css['sum']}`}>{formatClock(grid.total)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}
