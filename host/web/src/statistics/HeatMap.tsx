import { useTranslation } from 'react-i18next'
import type { HourCell } from '@/api/statsTypes'
import { useFormat } from '@/i18n/useFormat'
import css from '@/stats/stats.module.css'

const hours = Array.from({ length: 24 }, (_, hour) => hour)

/** Weekday × hour. A table to begin with: each cell says its time, the shade only repeats it. */
export function HeatMap({ cells }: { cells: readonly HourCell[] }) {
  const { t } = useTranslation('statistics')
  const format = useFormat()
  const ms = new Map(cells.map((cell) => [cell.weekday * 24 + cell.hour, cell.ms]))
  const most = Math.max(1, ...ms.values())
  const clock = (hour: number) => `${format.number(hour)}:00`
  return (
    <table className={css['heat']}>
      <caption className="visually-hidden">{t('heat.title')}</caption>
      <thead>
        <tr>
          <td />
          {hours.map((hour) => <th key={hour} scope="col" data-quiet={hour % 6 !== 0 || undefined}><span aria-hidden="true">{format.number(hour)}</span><span className="visually-hidden">{clock(hour)}</span></th>)}
        </tr>
      </thead>
      <tbody>
        {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
          <tr key={weekday}>
            <th scope="row">{format.weekday(weekday)}</th>
            {hours.map((hour) => {
              const value = ms.get(weekday * 24 + hour) ?? 0
              const text = value > 0 ? format.duration(value) : t('heat.nothing')
              return (
                <td key={hour} title={`${format.weekday(weekday, 'long')} ${clock(hour)}: ${text}`}>
                  <i style={{ opacity: value > 0 ? 0.12 + 0.88 * (value / most) : 0 }} /><span className="visually-hidden">{text}</span>
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
