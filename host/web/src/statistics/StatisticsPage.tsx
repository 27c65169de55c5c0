import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldErrors } from '@/api/problem'
import { projectsQuery } from '@/api/queries'
import type { GroupBy, Stats } from '@/api/statsTypes'
import { useToday } from '@/api/useMe'
import { Button, ButtonLink } from '@/kit/basics/Button'
import { Card, Page } from '@/kit/basics/Page'
import { Await, Empty, ErrorState, NoMatch, Notice, Skeleton } from '@/kit/feedback/States'
import { RangePicker } from '@/kit/range/RangePicker'
import { addDays, addMonths, rangeOf } from '@/lib/range'
import { useShortcuts } from '@/shell/keyboard'
import { hoursQuery, statsQuery, useStatsLive } from '@/stats/queries'
import { StatTabs } from '@/stats/StatTabs'
import { AiSection, hasAi } from './AiSection'
import { Breakdown } from './Breakdown'
import { Controls } from './Controls'
import { DayBars } from './DayBars'
import { HeatMap } from './HeatMap'
import { Kpis } from './Kpis'
import { toggled } from './model'
import { groupings, type StatisticsSearch } from './search'
import { Sessions } from './Sessions'
import { useLegend } from './useNames'
import css from '@/stats/stats.module.css'

const route = getRouteApi('/app/statistics')

const tooLong = (error: unknown) => Object.values(fieldErrors(error)).flat().includes('range-too-long')

export function StatisticsPage() {
  const { t } = useTranslation('statistics')
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/statistics' })
  const today = useToday()
  const range = rangeOf(search, today)
  const find = useRef<HTMLInputElement>(null)
  const by: GroupBy = search.by ?? 'project'
  const stream = search.stream ?? 'tools'
  const mode = stream === 'tools' ? search.mode : undefined
  const filters = search.filter ?? []
  const stats = useQuery(statsQuery({ start: range.from, end: range.to, group_by: by, stream, mode, filter: search.filter }))
  const projects = useQuery(projectsQuery()).data?.items
  useStatsLive()

  const change = (part: Partial<StatisticsSearch>) => void navigate({ search: (old) => ({ ...old, ...part }), resetScroll: false })
  const onFilter = (text: string) => change({ filter: toggled(filters, text) })
  const nameOf = (dimension: GroupBy, key: string) =>
    (dimension === by ? stats.data?.groups.find((g) => g.key === key)?.name : undefined) ?? (dimension === 'project' ? projects?.find((p) => p.id === key)?.name : undefined)
  useShortcuts([
    ...groupings.slice(0, 6).map((group, i) => ({ keys: String(i + 1), label: t('keys.by', { by: t(`by.${group}`) }), run: () => change({ by: group === 'project' ? undefined : group }) })),
    { keys: 'f', label: t('keys.filter'), run: () => find.current?.focus() },
  ])
  const months = () => change({ range: undefined, from: addMonths(addDays(range.to, 1), -12), to: range.to })
  const data = stats.data
  return (
    <Page title={t('title')} wide
      actions={<RangePicker range={range} preset={search.range ?? (search.from ? undefined : 'week')} today={today} zone={data?.time_zone} onChange={(next) => change({ range: undefined, from: undefined, to: undefined, ...next })} />}>
      <StatTabs />
      <Controls search={search} by={by} mode={search.mode ?? stats.data?.mode ?? 'default'} change={change} onFilter={onFilter} nameOf={nameOf} />
      {data && data.pending_days > 0 && <Notice live>{t('pending', { count: data.pending_days })}</Notice>}
      {stats.error && (!data || stats.isPlaceholderData || stats.isError) ? (
        tooLong(stats.error) ? <Card><Empty icon="clock" title={t('tooLong.title')} action={<Button kind="primary" onClick={months}>{t('tooLong.year')}</Button>}>{t('tooLong.text')}</Empty></Card>
          : <ErrorState error={stats.error} retry={() => void stats.refetch()} />
      ) : data ? (
        <div className={css['page']} aria-busy={stats.isPlaceholderData || undefined} data-waiting={stats.isPlaceholderData || undefined}>
          <Answer stats={data} search={search} find={find} onFilter={onFilter} nameOf={nameOf} clear={() => change({ filter: undefined })} loose={() => change({ mode: 'default' })} />
        </div>
      ) : <Card><Skeleton rows={8} height={30} /></Card>}
    </Page>
  )
}

type AnswerProps = { stats: Stats; search: StatisticsSearch; find: React.RefObject<HTMLInputElement | null>; onFilter: (text: string) => void; nameOf: (by: GroupBy, key: string) => string | undefined; clear: () => void; loose: () => void }

function Answer({ stats, search, find, onFilter, nameOf, clear, loose }: AnswerProps) {
  const { t } = useTranslation('statistics')
  const legend = useLegend(stats)
  const filters = search.filter ?? []
  const question = { start: stats.start, end: stats.end, stream: stats.stream, mode: stats.stream === 'tools' ? search.mode : undefined }
  const hours = useQuery(hoursQuery(question))
  const ai = hasAi(stats.agent, stats.ai)
  if (stats.total_ms === 0 && !ai) {
    if (filters.length > 0) return <Card><NoMatch onClear={clear} /></Card>
    if (stats.stream === 'tools' && stats.mode === 'strict') {
      return <Card><Empty icon="statistics" title={t('empty.title')} action={<Button kind="primary" onClick={loose}>{t('empty.loose')}</Button>}>{t('empty.strict')}</Empty></Card>
    }
    return (
      <Card>
        <Empty icon="statistics" title={t('empty.title')} action={<ButtonLink kind="primary" icon="integrations" to="/integrations">{t('empty.connect')}</ButtonLink>}>
          {t(stats.stream === 'screen' ? 'empty.screen' : 'empty.tools')}
        </Empty>
      </Card>
    )
  }
  return (
    <>
      <Kpis stats={stats} />
      <Card title={t('bars.title')}><DayBars stats={stats} legend={legend} search={search} /></Card>
      <div className={css['columns']}>
        <Card title={t(`by.${stats.group_by}`)}>
          <Breakdown key={stats.group_by} stats={stats} legend={legend} filters={filters} onFilter={onFilter} searchRef={find} />
        </Card>
        <Card title={t('heat.title')} aside={filters.length > 0 && <span className="muted small">{t('heat.unfiltered')}</span>}>
          <Await query={hours}>{(data) => <HeatMap cells={data.cells} />}</Await>
        </Card>
      </div>
      {ai && <AiSection agent={stats.agent} ai={stats.ai} />}
      {stats.stream === 'tools' && <Sessions start={stats.start} end={stats.end} zone={stats.time_zone} filters={filters} nameOf={nameOf} />}
    </>
  )
}
