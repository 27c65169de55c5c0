import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Timesheet } from '@/api/types'
import { gridOf } from '@/day/totals'
import { useFormat } from '@/i18n/useFormat'
import { ButtonLink } from '@/kit/basics/Button'
import { Card } from '@/kit/basics/Page'
import { Notice } from '@/kit/feedback/States'
import { EntryTable } from './EntryTable'
import { NothingHere } from './EntriesView'
import { PeriodList } from './PeriodList'
import { balanceQuery, periodsQuery } from './queries'
import { WeekGrid } from './WeekGrid'
import css from './timesheet.module.css'

const MINUTE = 60_000
/** Longer ranges show their periods on the tab of that name. */
const MOST_DAYS = 35

export function WeekView({ data }: { data: Timesheet }) {
  const { t } = useTranslation('timesheet')
  const format = useFormat()
  const navigate = useNavigate({ from: '/timesheet' })
  const answer = useQuery(balanceQuery(data.start, data.end)).data
  const balance = answer?.start === data.start && answer.end === data.end ? answer : undefined
  const periods = useQuery({ ...periodsQuery(data.start, data.end), enabled: data.days.length <= MOST_DAYS }).data?.items
  const grid = gridOf(data.days, MINUTE)
  const open = data.days.reduce((count, day) => count + day.entries.filter((entry) => entry.to_review).length, 0)
  const empty = data.days.every((day) => day.entries.length === 0)
  return (
    <>
      {open > 0 && (
        <Notice tone="warn" action={<ButtonLink small icon="review" to="/review" search={{ from: data.start, to: data.end }}>{t('sheet.review', { count: open })}</ButtonLink>}>
          {t('sheet.open', { count: open })}
        </Notice>
      )}
      {balance && (
        <Card title={t('balance.title')}>
          <p className="row num">
            <span>{t('balance.worked')}: <b>{format.duration(balance.worked_ms)}</b></span>
            <span>{t('balance.target')}: <b>{format.duration(balance.target_ms)}</b></span>
            <span>{t('balance.balance')}: <b>{signed(balance.balance_ms, format.duration)}</b></span>
          </p>
          {balance.range_target_ms !== balance.target_ms && <p className="muted small">{t('balance.range', { duration: format.duration(balance.range_target_ms) })}</p>}
        </Card>
      )}
      {periods && periods.length > 0 && <Card title={t('period.title')}><PeriodList periods={periods} /></Card>}
      {empty ? <NothingHere /> : (
        <>
          <Card flush>
            <WeekGrid grid={grid} balance={balance} onOpen={(day) => void navigate({ search: { from: day, to: day, view: 'entries' } })} />
            <p className={`${css['note']} muted small`}>
              <span className={`${css['openMark']} striped`} aria-hidden="true" /> {t('sheet.openMark')} · {t('sheet.total', { duration: format.duration(grid.total) })} · {t('sheet.gridHelp')}
            </p>
          </Card>
          <Card title={t('sheet.entries')} flush><EntryTable days={data.days} zone={data.time_zone} /></Card>
        </>
      )}
    </>
  )
}

const signed = (ms: number, duration: (ms: number) => string) => (ms < 0 ? `−${duration(-ms)}` : ms > 0 ? `+${duration(ms)}` : duration(0))
