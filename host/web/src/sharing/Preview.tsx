import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { GroupBy, Share, ShareField, ShareMetric, ShareRange } from '@/api/statsTypes'
import { useToday } from '@/api/useMe'
import { useFormat } from '@/i18n/useFormat'
import { addDays, addMonths, type Range } from '@/lib/range'
import { statsQuery } from '@/stats/queries'
import css from '@/stats/stats.module.css'

/** The days a shared range means; all time shows as much as one question may ask. */
export function sharedDays(range: ShareRange, today: string): Range {
  const from: Record<ShareRange, string> = {
    today, last_7_days: addDays(today, -6), last_30_days: addDays(today, -29),
    last_6_months: addMonths(today, -6), last_year: addMonths(today, -12), all_time: addDays(addMonths(today, -36), 1),
  }
  return { from: from[range], to: today }
}

type Props = { kind: Share['kind']; label: string; metric: ShareMetric; value: string; range: ShareRange; fields: readonly ShareField[] }

/** What others will see, from the person's own numbers. */
export function Preview({ kind, label, metric, value, range, fields }: Props) {
  const { t } = useTranslation('sharing')
  const format = useFormat()
  const days = sharedDays(range, useToday())
  const by: GroupBy = metric === 'total' || kind === 'summary' || metric === 'project' ? 'repository' : metric
  const { data } = useQuery(statsQuery({ start: days.from, end: days.to, group_by: by, stream: 'tools' }))
  const ms = kind === 'summary' || metric === 'total' ? data?.total_ms : data?.groups.find((g) => g.name.toLowerCase() === value.toLowerCase())?.total_ms ?? 0
  if (kind === 'badge') {
    return <p><span className={css['shape']}><span>{label}</span><span className="num">{ms === undefined ? '…' : format.duration(ms)}</span></span></p>
  }
  return (
    <ul className={css['fields']}>
      {fields.length === 0 && <li className="muted small">{t('previewNothing')}</li>}
      {fields.map((field) => <li key={field} className="small"><strong>{t(`field.${field}`)}</strong> {field === 'total' && ms !== undefined && <span className="num">{format.duration(ms)}</span>}</li>)}
    </ul>
  )
}
