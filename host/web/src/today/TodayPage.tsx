import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe, useToday } from '@/api/useMe'
import { byProject, targetMs } from '@/day/totals'
import { dayOf, useDayModel, useTimeline, useTimesheet } from '@/day/useDay'
import { MiniDay } from '@/day/MiniDay'
import { ModelNote } from '@/day/ModelNote'
import { useFormat } from '@/i18n/useFormat'
import { ButtonLink } from '@/kit/basics/Button'
import { Card, Page } from '@/kit/basics/Page'
import { ErrorState, Notice, Skeleton } from '@/kit/feedback/States'
import { DateBar } from '@/kit/range/DateBar'
import { weekday } from '@/lib/range'
import { extent } from '@/lib/timelineCoreDay'
import { useShortcuts } from '@/shell/keyboard'
import { Health, NothingYet } from './Health'
import { JournalCard } from './JournalCard'
import { ProjectBars } from './ProjectBars'
import { Strip } from './Strip'
import { ToReview } from './ToReview'
import css from './today.module.css'

const TodayInsights = lazy(() => import('@/signals/TodayInsights'))

const route = getRouteApi('/app/')

export function TodayPage() {
  const { t } = useTranslation('today')
  const format = useFormat()
  const navigate = useNavigate({ from: '/' })
  const today = useToday()
  const me = useMe().data
  const day = route.useSearch().day ?? today
  const go = (to: string) => void navigate({ search: { day: to === today ? undefined : to } })

  const timeline = useTimeline(day)
  const sheet = useTimesheet(day, day)
  const current = sheet.data?.start === day ? sheet.data : undefined
  const sheetDay = dayOf(current, day)
  const model = useDayModel(timeline.data?.date === day ? timeline.data : undefined, sheetDay)
  const open = sheetDay?.entries.filter((entry) => entry.to_review) ?? []
  const empty = model !== null && extent(model) === null

  useShortcuts([
    { keys: 'r', label: t('keys.review'), run: () => void navigate({ to: '/review', search: { day } }) },
    { keys: 't', label: t('keys.today'), run: () => go(today) },
  ])

  return (
    <Page title={day === today ? t('title') : format.weekday(weekday(day), 'long')} wide
      actions={
        <>
          <ButtonLink to="/timesheet" search={{ from: day }} icon="projects">{t('timesheet')}</ButtonLink>
          {open.length > 0 && <ButtonLink kind="primary" icon="review" to="/review" search={{ day }}>{t('review', { count: open.length })}</ButtonLink>}
        </>
      }>
      <DateBar date={day} today={today} onChange={go} />
      {current && current.pending_days > 0 && <Notice live>{t('pending', { count: current.pending_days })}</Notice>}
      <ModelNote day={day} />
      {sheet.error && !current ? (
        <ErrorState error={sheet.error} title={t('sheetMissing')} retry={() => void sheet.refetch()} />
      ) : (
        <Strip sheet={sheetDay} open={open} target={me ? targetMs(me.week_schedule, weekday(day)) : 0} />
      )}
      {empty ? (
        <NothingYet day={day} isToday={day === today} previous={timeline.data?.previous ?? null} next={timeline.data?.next ?? null} onDay={go} />
      ) : (
        <>
          <Card title={t('mini.title')} aside={<Link className="small" to="/timeline" search={{ day }}>{t('mini.open')}</Link>}>
            {timeline.error && !model ? <ErrorState error={timeline.error} retry={() => void timeline.refetch()} />
              : model ? <MiniDay model={model} label={format.date(day, 'long')} /> : <Skeleton rows={3} height={28} />}
          </Card>
          <div className={css['columns']}>
            <Card title={t('top.title')} flush aside={open.length > 0 && <Link className="small" to="/review" search={{ day }}>{t('top.all')}</Link>}>
              {current ? <ToReview open={open} day={day} zone={current.time_zone} /> : <div className={css['pad']}><Skeleton rows={5} /></div>}
            </Card>
            <Card title={t('projects.title')}>
              {current ? <ProjectBars totals={byProject(sheetDay?.entries ?? [])} /> : <Skeleton rows={4} />}
            </Card>
          </div>
        </>
      )}
      <JournalCard day={day} />
      <Suspense fallback={null}><TodayInsights day={day} /></Suspense>
      <Health />
    </Page>
  )
}
