import { useTranslation } from 'react-i18next'
import type { Measured } from '@/api/learnTypes'
import { useFormat } from '@/i18n/useFormat'
import css from '@/stats/stats.module.css'

export type Row = Measured & { key: string; name: string; note?: string }

/** Shares as bars with their figures. Few entries say little: the interval stands beside each share. */
export function Figures({ caption, rows }: { caption: string; rows: readonly Row[] }) {
  const { t } = useTranslation('accuracy')
  const format = useFormat()
  if (rows.length === 0) return <p className="muted">{t('nothingProposed')}</p>
  return (
    <ul aria-label={caption} className={css['parts']}>
      {rows.map((row) => (
        <li key={row.key}>
          <div className="row between">
            <span>{row.name}{row.note && <span className="muted small"> · {row.note}</span>}</span>
            <span className="num nowrap">
              <b>{row.precision === null ? '–' : format.percent(row.precision)}</b>{' '}
              {row.precision_low !== null && row.precision_high !== null && (
                <span className="muted small">{t('between', { low: format.percent(row.precision_low), high: format.percent(row.precision_high) })}</span>
              )}
            </span>
          </div>
          <span className={css['bar']} aria-hidden="true"><span style={{ width: `${(row.precision ?? 0) * 100}%` }} /></span>
          <p className="muted small num">{t('ofEntries', { count: row.reviewed, number: format.number(row.reviewed), duration: format.duration(row.reviewed_ms) })}</p>
        </li>
      ))}
    </ul>
  )
}
