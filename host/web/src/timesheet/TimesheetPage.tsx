import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { urlOf } from '@/api/client'
import { useToday } from '@/api/useMe'
import { useTimesheet, weekOf } from '@/day/useDay'
import button from '@/kit/basics/Button.module.css'
import { Icon } from '@/kit/basics/Icon'
import { Card, Page } from '@/kit/basics/Page'
import { Tabs } from '@/kit/basics/Tabs'
import { ErrorState, Notice, Skeleton } from '@/kit/feedback/States'
import { RangePicker } from '@/kit/range/RangePicker'
import { rangeOf, type Range } from '@/lib/range'
import { EntriesView } from './EntriesView'
import { LeaveView } from './LeaveView'
import { PeriodsView } from './PeriodsView'
import { views, type TimesheetSearch } from './search'
import { TargetsView } from './TargetsView'
import { WeekView } from './WeekView'

const route = getRouteApi('/app/timesheet')

/** A single date in the address means its week. */
function rangeOfSearch(search: TimesheetSearch, today: string): Range {
  if (search.from && !search.to) {
    const { start, end } = weekOf(search.from)
    return { from: start, to: end }
  }
  return rangeOf(search, today)
}

export function TimesheetPage() {
  const { t } = useTranslation('timesheet')
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/timesheet' })
  const today = useToday()
  const view = search.view ?? 'week'
  const range = rangeOfSearch(search, today)
  const ranged = view === 'week' || view === 'entries'
  return (
    <Page title={t('title')} wide
      actions={ranged && (
        <>
          <RangePicker range={range} preset={search.range ?? (search.from ? undefined : 'week')} today={today} onChange={(next) => void navigate({ search: { ...next, view: search.view } })} />
          <a className={`${button['button']} ${button['plain']}`} href={urlOf('exports/timesheet', { start: range.from, end: range.to, format: 'csv' })} download={`timesheet-${range.from}-${range.to}.csv`}>
            <Icon name="download" size={18} />
            {t('sheet.export')}
          </a>
        </>
      )}>
      <Tabs label={t('title')}>
        {views.map((one) => (
          <Link key={one} to="/timesheet" search={{ ...search, view: one === 'week' ? undefined : one }} activeOptions={{ exact: true }}>{t(`view.${one}`)}</Link>
        ))}
      </Tabs>
      {ranged && <Ranged range={range} entries={view === 'entries'} />}
      {view === 'periods' && <PeriodsView />}
      {view === 'targets' && <TargetsView />}
      {view === 'leave' && <LeaveView />}
    </Page>
  )
}

function Ranged({ range, entries }: { range: Range; entries: boolean }) {
  const { t } = useTranslation('timesheet')
  const sheet = useTimesheet(range.from, range.to)
  const data = sheet.data?.start === range.from && sheet.data.end === range.to ? sheet.data : undefined
  if (!data) return sheet.error ? <ErrorState error={sheet.error} retry={() => void sheet.refetch()} /> : <Card><Skeleton rows={7} height={30} /></Card>
  return (
    <>
      {data.pending_days > 0 && <Notice live>{t('pending', { count: data.pending_days })}</Notice>}
      {entries ? <EntriesView data={data} /> : <WeekView data={data} />}
    </>
  )
}
