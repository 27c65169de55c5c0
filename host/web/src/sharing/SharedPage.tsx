import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { isProblem } from '@/api/problem'
import type { SharedPart, SharedSummary } from '@/api/statsTypes'
import { useFormat } from '@/i18n/useFormat'
import { EntryFrame } from '@/kit/basics/EntryFrame'
import { Card } from '@/kit/basics/Page'
import { ErrorState, Skeleton } from '@/kit/feedback/States'
import css from '@/stats/stats.module.css'

const lists = ['projects', 'languages', 'tools', 'categories', 'machines'] as const

function Parts({ parts }: { parts: readonly SharedPart[] }) {
  const format = useFormat()
  const most = Math.max(1, ...parts.map((p) => p.ms))
  return (
    <ul className={css['parts']}>
      {parts.map((part) => (
        <li key={part.name}>
          <span className="row between"><span className="truncate">{part.name || '–'}</span><span className="num nowrap">{format.duration(part.ms)} <span className="muted small">{format.percent(part.share)}</span></span></span>
          <span className={css['bar']} aria-hidden="true"><span style={{ width: `${(part.ms / most) * 100}%` }} /></span>
        </li>
      ))}
    </ul>
  )
}

function Days({ days }: { days: readonly { date: string; ms: number }[] }) {
  const { t } = useTranslation('sharing')
  const format = useFormat()
  const most = Math.max(1, ...days.map((d) => d.ms))
  return (
    <>
      <div className={css['days']} aria-hidden="true">
        {days.map((day) => <span key={day.date} title={`${format.date(day.date)}: ${format.duration(day.ms)}`} style={{ height: `${(day.ms / most) * 100}%` }} />)}
      </div>
      <details>
        <summary><span className="small">{t('asTable')}</span></summary>
        <ul className="small">{days.filter((d) => d.ms > 0).map((day) => <li key={day.date} className="row between"><span>{format.date(day.date, 'year')}</span><span className="num">{format.duration(day.ms)}</span></li>)}</ul>
      </details>
    </>
  )
}

/** What the owner of a link chose to show. No sign-in, no shell. */
export function SharedPage() {
  const { t } = useTranslation('sharing')
  const format = useFormat()
  const { secret } = useParams({ from: '/shared/$secret' })
  // Outside the versioned API: the address is resolved by the browser.
  const summary = useQuery({ queryKey: ['shared', secret], queryFn: ({ signal }) => api.get<SharedSummary>(`../public/summaries/${encodeURIComponent(secret)}`, {}, signal) })
  const data = summary.data
  if (isProblem(summary.error) && summary.error.status === 404) return <EntryFrame title={t('gone.title')} lead={t('gone.text')}>{null}</EntryFrame>
  return (
    <EntryFrame wide title={data?.label || t('shared.title')} lead={data && `${t(`range.${data.range}`)} · ${format.range(data.start, data.end)}`}>
      {summary.error ? <ErrorState error={summary.error} retry={() => void summary.refetch()} /> : !data ? <Skeleton rows={6} /> : (
        <div className="stack">
          {typeof data.total_ms === 'number' && <Card title={t('field.total')}><p className={css['total']}>{format.duration(data.total_ms)}</p></Card>}
          {data.days && <Card title={t('field.days')}><Days days={data.days} /></Card>}
          {lists.map((field) => data[field] && <Card key={field} title={t(`field.${field}`)}>{data[field].length > 0 ? <Parts parts={data[field]} /> : <p className="muted">{t('shared.nothing')}</p>}</Card>)}
          <p className="muted small">{t('shared.asOf', { moment: format.moment(data.generated_at) })}</p>
        </div>
      )}
    </EntryFrame>
  )
}
