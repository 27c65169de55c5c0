import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Stats } from '@/api/statsTypes'
import { useFormat } from '@/i18n/useFormat'
import { binsOf, ticksOf, type Bin, type BinSize } from './model'
import type { StatisticsSearch } from './search'
import type { Legend } from './useNames'
import css from '@/stats/stats.module.css'

type Props = { stats: Stats; legend: Legend; search: StatisticsSearch }

function useBinName(size: BinSize) {
  const { t } = useTranslation('statistics')
  const format = useFormat()
  return (bin: Bin) => (size === 'day' ? format.date(bin.from) : size === 'week' ? t('bars.week', { range: format.range(bin.from, bin.to) }) : format.range(bin.from, bin.to))
}

/** Stacked bars by day. The picture is for eyes and pointers; the table below says the same to everybody. */
export function DayBars({ stats, legend, search }: Props) {
  const { t } = useTranslation('statistics')
  const format = useFormat()
  const [at, setAt] = useState<number | null>(null)
  const { size, bins } = binsOf(stats.days, legend.shown)
  const binName = useBinName(size)
  const month = new Intl.DateTimeFormat(format.locale, { month: 'short', year: '2-digit', timeZone: 'UTC' })
  const tickName = (date: string) => (size === 'month' ? month.format(new Date(`${date}T00:00:00Z`)) : format.date(date, 'short'))
  const ticks = ticksOf(Math.max(...bins.map((bin) => bin.total), 1))
  const top = ticks[ticks.length - 1]!
  const every = Math.ceil(bins.length / 8)
  const order = [...legend.shown, '']
  const sorted = (bin: Bin) => [...bin.parts].filter((p) => p.ms > 0).sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key))
  const shown = at === null ? undefined : bins[at]
  const target = (bin: Bin): StatisticsSearch => ({ ...search, range: undefined, from: bin.from, to: bin.to })
  return (
    <>
      <div className={css['plot']} aria-hidden="true" onPointerLeave={() => setAt(null)}>
        <div className={css['axis']}>
          {ticks.map((tick) => <span key={tick} style={{ bottom: `${(tick / top) * 100}%` }}><em>{format.duration(tick)}</em></span>)}
        </div>
        <div className={css['bins']}>
          {bins.map((bin, i) => (
            <Link key={bin.from} to="/statistics" search={target(bin)} tabIndex={-1} className={css['bin']} data-at={at === i || undefined} onPointerEnter={() => setAt(i)}>
              <span className={css['stack']}>
                {sorted(bin).map((part) => (
                  <span key={part.key} style={{ height: `${(part.ms / top) * 100}%`, backgroundColor: legend.colour(part.key) }} />
                ))}
              </span>
              {i % every === 0 && <span className={css['tick']} data-half={(i / every) % 2 === 1 || undefined}>{tickName(bin.from)}</span>}
            </Link>
          ))}
        </div>
      </div>
      <p className={css['readout']} aria-hidden="true">
        {shown ? (
          <>
            <strong>{binName(shown)}</strong> <span className="num">{format.duration(shown.total)}</span>
            {sorted(shown).map((part) => (
              <span key={part.key} className={css['key']}><i style={{ backgroundColor: legend.colour(part.key) }} />{legend.partName(part.key)} <span className="num muted">{format.duration(part.ms)}</span></span>
            ))}
          </>
        ) : (
          [...new Set(bins.flatMap((bin) => bin.parts.map((p) => p.key)))].sort((a, b) => order.indexOf(a) - order.indexOf(b)).map((key) => (
            <span key={key} className={css['key']}><i style={{ backgroundColor: legend.colour(key) }} />{legend.partName(key)}</span>
          ))
        )}
      </p>
      <details className={css['asTable']}>
        <summary><span className="small">{t('asTable')}</span></summary>
        <div className={css['tableBox']}>
          <table>
            <caption className="visually-hidden">{t('bars.title')}</caption>
            <thead><tr><th scope="col">{t(`bars.${size}Head`)}</th><th scope="col">{t('kpi.total')}</th><th scope="col">{t('bars.parts')}</th></tr></thead>
            <tbody>
              {bins.map((bin) => (
                <tr key={bin.from}>
                  <th scope="row"><Link to="/statistics" search={target(bin)}>{binName(bin)}</Link></th>
                  <td className="num nowrap">{format.duration(bin.total)}</td>
                  <td className="small muted">{sorted(bin).map((part) => `${legend.partName(part.key)} ${format.duration(part.ms)}`).join(', ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  )
}
