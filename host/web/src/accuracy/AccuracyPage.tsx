import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Accuracy } from '@/api/learnTypes'
import { useFormat } from '@/i18n/useFormat'
import { ButtonLink } from '@/kit/basics/Button'
import { Card, Page } from '@/kit/basics/Page'
import { Await, Empty, Skeleton } from '@/kit/feedback/States'
import { Segments } from '@/kit/form/Segments'
import { StatTabs } from '@/stats/StatTabs'
import { Figures, type Row } from './Figures'
import { accuracyQuery, spans } from './queries'
import { Taught } from './Taught'
import { Weeks } from './Weeks'
import css from '@/stats/stats.module.css'

/** How often what was proposed turned out to be right: measured on what this person reviewed, and on nothing else. */
export function AccuracyPage() {
  const { t } = useTranslation('accuracy')
  const format = useFormat()
  const [days, setDays] = useState<string>(String(spans[0]))
  const query = useQuery(accuracyQuery(Number(days)))
  return (
    <Page title={t('title')} lead={t('lead')} wide
      actions={<Segments label={t('span')} value={days} onChange={setDays} options={spans.map((n) => ({ value: String(n), label: t('days', { count: n, number: format.number(n) }) }))} />}>
      <StatTabs />
      <Await query={query} skeleton={<Card><Skeleton rows={8} height={30} /></Card>}>
        {(data) => <div className={css['page']} data-waiting={query.isPlaceholderData || undefined}><Answer data={data} /></div>}
      </Await>
    </Page>
  )
}

function Answer({ data }: { data: Accuracy }) {
  const { t } = useTranslation(['accuracy', 'common'])
  const format = useFormat()
  if (data.reviewed_ms === 0) {
    return (
      <>
        <Card>
          <Empty icon="review" title={t('empty.title')} action={<ButtonLink kind="primary" icon="review" to="/review">{t('empty.review')}</ButtonLink>}>{t('empty.text')}</Empty>
        </Card>
        <Taught data={data} />
      </>
    )
  }
  const stages: Row[] = data.by_stage.map((one) => ({ ...one, key: one.stage, name: t(`common:stage.${one.stage}`) }))
  const bands: Row[] = data.by_band.map((one) => ({
    ...one, key: one.band, name: t(`band.${one.band}`),
    note: one.confidence === null ? undefined : t('said', { percent: format.percent(one.confidence) }),
  }))
  return (
    <>
      <Kpis data={data} />
      <Card title={t('weeks.title')}><Weeks weeks={data.weeks} /></Card>
      <div className={css['columns']}>
        <Card title={t('byStage')}><Figures caption={t('byStage')} rows={stages} /></Card>
        <Card title={t('byBand')}><Figures caption={t('byBand')} rows={bands} /><p className={`muted small ${css['note']}`}>{t('bandHelp')}</p></Card>
      </div>
      <Taught data={data} />
    </>
  )
}

function Kpis({ data }: { data: Accuracy }) {
  const { t } = useTranslation('accuracy')
  const format = useFormat()
  const share = (value: number | null) => (value === null ? '–' : format.percent(value))
  const hours = data.time_to_review_hours
  const days = new Intl.NumberFormat(format.locale, { style: 'unit', unit: 'day', unitDisplay: 'long', maximumFractionDigits: 0 })
  const wait = hours === null ? '' : hours < 48 ? format.duration(hours * 3_600_000) : days.format(hours / 24)
  return (
    <dl className={css['kpis']}>
      <div>
        <dt>{t('precision')}</dt>
        <dd>
          <b className="num" data-testid="precision">{share(data.precision)}</b>
          <span className="muted small">
            {data.precision_low !== null && data.precision_high !== null
              ? t('interval', { low: format.percent(data.precision_low), high: format.percent(data.precision_high), count: data.reviewed, number: format.number(data.reviewed) })
              : t('nothingProposed')}
          </span>
        </dd>
      </div>
      <div>
        <dt>{t('coverage')}</dt>
        <dd><b className="num">{share(data.coverage)}</b><span className="muted small">{t('coverageOf')}</span></dd>
      </div>
      <div>
        <dt>{t('undoRate')}</dt>
        <dd><b className="num">{share(data.undo_rate)}</b><span className="muted small">{t('undoRateOf')}</span></dd>
      </div>
      <div>
        <dt>{t('reviewed')}</dt>
        <dd>
          <b className="num">{format.duration(data.reviewed_ms)}</b>
          <span className="muted small">{wait && t('waits', { duration: wait })}</span>
        </dd>
      </div>
    </dl>
  )
}
