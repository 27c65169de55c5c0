import { useTranslation } from 'react-i18next'
import type { WeekAccuracy } from '@/api/learnTypes'
import { useFormat } from '@/i18n/useFormat'
import { addDays } from '@/lib/range'
import css from '@/stats/stats.module.css'

const WIDTH = 720
const HEIGHT = 160
const EDGE = 6

type Point = { x: number; y: number }

/** A line is broken where a week has nothing to say. */
export function runsOf(values: readonly (number | null)[]): Point[][] {
  const step = values.length > 1 ? (WIDTH - 2 * EDGE) / (values.length - 1) : 0
  const runs: Point[][] = []
  let open = false
  values.forEach((value, i) => {
    if (value === null) return void (open = false)
    const point = { x: values.length > 1 ? EDGE + i * step : WIDTH / 2, y: EDGE + (1 - value) * (HEIGHT - 2 * EDGE) }
    if (open) runs[runs.length - 1]!.push(point)
    else runs.push([point])
    open = true
  })
  return runs
}

function Line({ values, colour, dashed }: { values: readonly (number | null)[]; colour: string; dashed?: boolean }) {
  return (
    <g fill="none" stroke={colour} strokeWidth={2} strokeDasharray={dashed ? '6 5' : undefined}>
      {runsOf(values).map((run) => (
        <g key={run[0]!.x}>
          <path d={run.map((p, i) => `${i === 0 ? 'M' : 'L'}${p.x.toFixed(1)} ${p.y.toFixed(1)}`).join('')} />
          {run.map((p) => <circle key={p.x} cx={p.x} cy={p.y} r={3.5} fill={colour} stroke="none" />)}
        </g>
      ))}
    </g>
  )
}

function Course({ weeks }: { weeks: readonly WeekAccuracy[] }) {
  const { t } = useTranslation('accuracy')
  const format = useFormat()
  return (
    <>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width="100%" aria-hidden="true">
        {[0, 0.5, 1].map((at) => {
          const y = EDGE + (1 - at) * (HEIGHT - 2 * EDGE)
          return <line key={at} x1={0} x2={WIDTH} y1={y} y2={y} stroke="var(--border)" strokeDasharray={at === 0 ? undefined : '3 4'} />
        })}
        <Line values={weeks.map((week) => week.coverage)} colour="var(--muted)" dashed />
        <Line values={weeks.map((week) => week.precision)} colour="var(--accent)" />
      </svg>
      <p className={css['readout']} aria-hidden="true">
        <span className={css['key']}><i style={{ backgroundColor: 'var(--accent)' }} />{t('precision')}</span>
        <span className={css['key']}><i style={{ backgroundColor: 'var(--muted)' }} />{t('coverage')}</span>
        <span className="muted">{t('weeks.scale', { from: format.percent(0), to: format.percent(1) })}</span>
      </p>
    </>
  )
}

/** Week by week: what was right of what was proposed, and how much was proposed at all. The table says the same. */
export function Weeks({ weeks }: { weeks: readonly WeekAccuracy[] }) {
  const { t } = useTranslation(['accuracy', 'statistics'])
  const format = useFormat()
  const share = (value: number | null) => (value === null ? '–' : format.percent(value))
  return (
    <>
      {/* One week is no course: its figures stand in the table. */}
      {weeks.length > 1 && <Course weeks={weeks} />}
      <details className={css['asTable']} open={weeks.length < 2 || undefined}>
        <summary><span className="small">{t('statistics:asTable')}</span></summary>
        <div className={css['tableBox']}>
          <table>
            <caption className="visually-hidden">{t('weeks.title')}</caption>
            <thead><tr><th scope="col">{t('weeks.week')}</th><th scope="col">{t('precision')}</th><th scope="col">{t('coverage')}</th><th scope="col">{t('reviewed')}</th></tr></thead>
            <tbody>
              {weeks.map((week) => (
                <tr key={week.week_start}>
                  <th scope="row">{format.range(week.week_start, addDays(week.week_start, 6))}</th>
                  <td className="num">{share(week.precision)}</td>
                  <td className="num">{share(week.coverage)}</td>
                  <td className="num">{format.duration(week.reviewed_ms)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  )
}
