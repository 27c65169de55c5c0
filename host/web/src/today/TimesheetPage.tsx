import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { urlOf } from '@/api/client'
import { useToday } from '@/api/useMe'
import type { Timesheet } from '@/api/types'
import { gridOf } from '@/day/totals'
import { useTimesheet, weekOf } from '@/day/useDay'
import { useFormat } from '@/i18n/useFormat'
import { ButtonLink } from '@/kit/basics/Button'
import button from '@/kit/basics/Button.module.css'
import { Icon } from '@/kit/basics/Icon'
import { Card, Page } from '@/kit/basics/Page'
import { Empty, ErrorState, Notice, Skeleton } from '@/kit/feedback/States'
import { RangePicker } from '@/kit/range/RangePicker'
import { rangeOf, type Range } from '@/lib/range'
import { EntryTable } from './EntryTable'
import type { TimesheetSearch } from './search'
import { TimesheetGrid } from './TimesheetGrid'
import css from './today.module.css'

const route = getRouteApi('/app/timesheet')
const MINUTE = 60_000

/** A single date in the address means its week. */
function rangeOfSearch(search: TimesheetSearch, today: string): Range {
  if (search.from && !search.to) {
    const { start, end } = weekOf(search.from)
    return { from: start, to: end }
  }
  return rangeOf(search, today)
}

export function TimesheetPage() {
  const { t } = useTranslation('today')
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/timesheet' })
  const today = useToday()
  const range = rangeOfSearch(search, today)
  const sheet = useTimesheet(range.from, range.to)
  const data = sheet.data?.start === range.from && sheet.data.end === range.to ? sheet.data : undefined
  return (
    <Page title={t('sheet.title')} wide
      actions={
        <>
          <RangePicker range={range} preset={search.range ?? (search.from ? undefined : 'week')} today={today} zone={data?.time_zone} onChange={(next) => void navigate({ search: next })} />
          <a className={`${button['button']} ${button['plain']}`} href={urlOf('exports/timesheet', { start: range.from, end: range.to, format: 'csv' })} download={`timesheet-${range.from}-${range.to}.csv`}>
            <Icon name="download" size={18} />
            {t('sheet.export')}
          </a>
        </>
      }>
      {data && data.pending_days > 0 && <Notice live>{t('pending', { count: data.pending_days })}</Notice>}
      {data ? <Sheet data={data} /> : sheet.error ? <ErrorState error={sheet.error} retry={() => void sheet.refetch()} /> : <Card><Skeleton rows={7} height={30} /></Card>}
    </Page>
  )
}

function Sheet({ data }: { data: Timesheet }) {
  const { t } = useTranslation('today')
  const format = useFormat()
  const grid = gridOf(data.days, MINUTE)
  const open = data.days.reduce((count, day) => count + day.entries.filter((entry) => entry.to_review).length, 0)
  if (data.days.every((day) => day.entries.length === 0)) {
    return (
      <Card>
        <Empty icon="clock" title={t('sheet.empty')} action={<ButtonLink to="/" search={{}}>{t('sheet.toToday')}</ButtonLink>}>{t('sheet.emptyText')}</Empty>
      </Card>
    )
  }
  return (
    <>
      {open > 0 && (
        <Notice tone="warn" action={<ButtonLink small icon="review" to="/review" search={{ from: data.start, to: data.end }}>{t('review', { count: open })}</ButtonLink>}>
          {t('sheet.open', { count: open })}
        </Notice>
      )}
      <Card flush>
        <TimesheetGrid grid={grid} />
        <p className={`${css['note']} muted small`}>
          <span className={`${css['openMark']} striped`} aria-hidden="true" /> {t('sheet.openMark')} · {t('sheet.total', { duration: format.duration(grid.total) })}
        </p>
      </Card>
      <Card title={t('sheet.entries')} flush><EntryTable days={data.days} zone={data.time_zone} /></Card>
    </>
  )
}
