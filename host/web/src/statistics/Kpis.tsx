import { useTranslation } from 'react-i18next'
import type { Stats } from '@/api/statsTypes'
import { useFormat } from '@/i18n/useFormat'
import { daysBetween } from '@/lib/range'
import { changeOf } from './model'
import css from '@/stats/stats.module.css'

/** "+12 %" with a word for what it is compared with; nothing to compare says so. */
export function Change({ now, before }: { now: number; before: number }) {
  const { t } = useTranslation('statistics')
  const format = useFormat()
  const change = changeOf(now, before)
  if (change === null) return now > 0 ? <span className="muted small">{t('kpi.new')}</span> : null
  const rounded = Math.round(change * 100) / 100
  const sign = rounded > 0 ? '+' : rounded < 0 ? '−' : '±'
  return <span className="muted small num nowrap">{sign}{format.percent(Math.abs(rounded))}</span>
}

/** The range in four numbers, beside the range before it. */
export function Kpis({ stats }: { stats: Stats }) {
  const { t } = useTranslation('statistics')
  const format = useFormat()
  const days = daysBetween(stats.start, stats.end) + 1
  return (
    <dl className={css['kpis']}>
      <div>
        <dt>{t('kpi.total')}</dt>
        <dd>
          <b className="num" data-testid="total">{format.duration(stats.total_ms)}</b>{' '}
          {stats.previous_total_ms > 0 && <Change now={stats.total_ms} before={stats.previous_total_ms} />}
          <span className="muted small">{stats.previous_total_ms > 0 ? t('kpi.before', { duration: format.duration(stats.previous_total_ms) }) : t('kpi.nothingBefore')}</span>
        </dd>
      </div>
      <div>
        <dt>{t('kpi.average')}</dt>
        <dd><b className="num">{format.duration(stats.daily_average_ms)}</b><span className="muted small">{t('kpi.averageOf')}</span></dd>
      </div>
      <div>
        <dt>{t('kpi.active')}</dt>
        <dd><b className="num">{format.number(stats.active_days)}</b><span className="muted small">{t('kpi.ofDays', { count: days, number: format.number(days) })}</span></dd>
      </div>
      <div>
        <dt>{t('kpi.best')}</dt>
        <dd>
          <b className="num">{stats.best_day ? format.duration(stats.best_day.total_ms) : '–'}</b>
          {stats.best_day && <span className="muted small">{format.date(stats.best_day.date)}</span>}
        </dd>
      </div>
    </dl>
  )
}
