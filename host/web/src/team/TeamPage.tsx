import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { MemberTime, Team } from '@/api/reportTypes'
import { useMayManage, useMe, useToday } from '@/api/useMe'
import { useFormat } from '@/i18n/useFormat'
import { Button, ButtonLink } from '@/kit/basics/Button'
import { Card, Page } from '@/kit/basics/Page'
import { Await, Empty, ErrorState, Notice, Skeleton } from '@/kit/feedback/States'
import { RangePicker } from '@/kit/range/RangePicker'
import { DataTable, type Column } from '@/kit/table/DataTable'
import { rangeOf, type Range } from '@/lib/range'
import { MemberCard } from './MemberCard'
import type { TeamSearch } from './search'
import { Waiting } from './Waiting'

const route = getRouteApi('/app/team')

/** What managers see of a workspace's members: sums, never what was on a screen. */
export function TeamPage() {
  const { t } = useTranslation('team')
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/team' })
  const today = useToday()
  const me = useMe()
  const manages = useMayManage()
  const range = rangeOf(search, today)
  const change = (part: Partial<TeamSearch>) => void navigate({ search: (old) => ({ ...old, ...part }), resetScroll: false })
  return (
    <Page title={t('title')} lead={t('lead')}
      actions={
        <>
          <RangePicker range={range} preset={search.range ?? (search.from ? undefined : 'week')} today={today} onChange={(next) => change({ range: undefined, from: undefined, to: undefined, ...next })} />
          <ButtonLink icon="list" to="/reports" search={{ range: search.range, from: search.from, to: search.to, scope: 'workspace', by: 'person' }}>{t('report')}</ButtonLink>
        </>
      }>
      <Await query={me}>
        {({ workspace }) => manages ? <><Waiting workspace={workspace.id} /><Members range={range} person={search.person} open={(person) => change({ person })} /></> : <Card><Empty icon="person" title={t('forbidden')}>{t('forbiddenText')}</Empty></Card>}
      </Await>
    </Page>
  )
}

function Members({ range, person, open }: { range: Range; person: string | undefined; open: (person: string | undefined) => void }) {
  const { t } = useTranslation('team')
  const format = useFormat()
  const question = { start: range.from, end: range.to }
  // Each question is a look that its subjects can read about: nothing asks again on its own.
  const team = useQuery({
    queryKey: ['team', question], queryFn: ({ signal }) => api.get<Team>('team', question, signal), placeholderData: keepPreviousData, staleTime: Infinity,
    refetchOnWindowFocus: false, refetchOnReconnect: false,
  })
  const columns: Column<MemberTime>[] = [
    { key: 'name', title: t('member'), phone: 'title', cell: (row) => row.name },
    { key: 'time', title: t('time'), number: true, cell: (row) => format.duration(row.total_ms) },
    { key: 'target', title: t('target'), number: true, phone: 'hide', cell: (row) => format.duration(row.target_ms) },
    { key: 'days', title: t('days'), number: true, phone: 'hide', cell: (row) => format.number(row.days.length) },
    { key: 'reviewed', title: t('reviewed'), number: true, cell: (row) => (row.total_ms > 0 ? format.percent(row.reviewed_ms / row.total_ms) : '–') },
    {
      key: 'open', end: true, title: t('projects'), hideTitle: true,
      cell: (row) => (
        <Button small aria-expanded={row.person_id === person} aria-label={t('openOf', { name: row.name })} onClick={() => open(row.person_id === person ? undefined : row.person_id)}>{t('projects')}</Button>
      ),
    },
  ]
  return (
    <>
      <Notice>{t('logged')}</Notice>
      {team.error ? <ErrorState error={team.error} retry={() => void team.refetch()} />
        : !team.data ? <Card><Skeleton rows={6} height={30} /></Card>
        : <Card title={t('members')} flush><DataTable caption={t('members')} columns={columns} rows={team.data.members} keyOf={(row) => row.person_id} dim={(row) => row.total_ms === 0} /></Card>}
      {person && <MemberCard key={person} person={person} range={range} />}
    </>
  )
}
