import { Link } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Balance } from '@/api/sheetTypes'
import type { Grid } from '@/day/totals'
import { useFormat } from '@/i18n/useFormat'
import { ProjectChip } from '@/kit/basics/Chips'
import { formatClock } from '@/lib/duration'
import { weekday } from '@/lib/range'
import { stepCell } from './gridKeys'
import css from './timesheet.module.css'

const WIDEST = 14

interface Props {
  grid: Grid
  balance: Balance | undefined
  onOpen: (day: string) => void
}

/** Projects × days. Long ranges drop the empty days, so that a month stays readable. One cell is in the tab order; arrows move. */
export function WeekGrid({ grid, balance, onOpen }: Props) {
  const { t } = useTranslation('timesheet')
  const format = useFormat()
  const table = useRef<HTMLTableElement>(null)
  const [at, setAt] = useState({ row: 0, column: 0 })
  const kept = grid.days.flatMap((day, i) => (grid.days.length <= WIDEST || day.total > 0 ? [i] : []))
  const here = { row: Math.min(at.row, grid.rows.length - 1), column: Math.min(at.column, kept.length - 1) }
  const move = (e: React.KeyboardEvent) => {
    const next = stepCell(here, e.key, { rows: grid.rows.length, columns: kept.length })
    if (!next || e.altKey || e.ctrlKey || e.metaKey) return
    e.preventDefault()
    setAt(next)
    table.current?.querySelector<HTMLButtonElement>(`[data-cell="${next.row}-${next.column}"]`)?.focus()
  }
  const day = (i: number) => balance?.days.find((one) => one.date === grid.days[i]!.date)
  const clock = (ms: number) => `${ms < 0 ? '−' : ''}${formatClock(Math.abs(ms))}`
  return (
    <div className={css['scroll']} role="region" aria-label={t('sheet.gridLabel')}>
      <table ref={table} className={css['sheet']}>
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
                  {day(i)?.leave.map((away) => (
                    <span key={away.kind} className="muted small">
                      {' '}
                      {away.kind === 'holiday' ? t('balance.holiday', { name: away.name }) : t(`balance.${away.kind}`)}{away.half && <> · {t('balance.half')}</>}
                    </span>
                  ))}
                </th>
              )
            })}
            <th scope="col" className={css['number']}>{t('sheet.sum')}</th>
          </tr>
        </thead>
        <tbody>
          {grid.rows.map((row, r) => (
            <tr key={row.project?.id ?? 'none'}>
              <th scope="row"><ProjectChip project={row.project} /></th>
              {kept.map((i, c) => (
                <td key={i} className={css['number']} data-open={(row.open[i] && row.cells[i]! > 0) || undefined}>
                  <button type="button" data-cell={`${r}-${c}`} tabIndex={r === here.row && c === here.column ? 0 : -1} onKeyDown={move}
                    onFocus={() => setAt({ row: r, column: c })} onClick={() => onOpen(grid.days[i]!.date)}
                    aria-label={`${t('sheet.cell', { project: row.project?.name ?? t('sheet.noProject'), day: format.date(grid.days[i]!.date), time: formatClock(row.cells[i]!) })}${row.open[i] && row.cells[i]! > 0 ? `, ${t('sheet.openMark')}` : ''}`}>
                    {row.cells[i]! > 0 ? formatClock(row.cells[i]!) : <span className={css['zero']}>·</span>}
                  </button>
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
          {balance && (
            <>
              <tr>
                <th scope="row">{t('sheet.target')}</th>
                {kept.map((i) => <td key={i} className={css['number']}>{formatClock(day(i)?.target_ms ?? 0)}</td>)}
                <td className={`${css['number']} ${css['sum']}`}>{formatClock(balance.range_target_ms)}</td>
              </tr>
              <tr>
                <th scope="row">{t('sheet.balance')}</th>
                {kept.map((i) => {
                  const one = day(i)
                  return <td key={i} className={css['number']}>{one && one.date <= balance.today ? clock(one.balance_ms) : '–'}</td>
                })}
                <td className={`${css['number']} ${css['sum']}`}>{clock(balance.balance_ms)}</td>
              </tr>
            </>
          )}
        </tfoot>
      </table>
    </div>
  )
}
