import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { meQuery, useToday } from '@/api/useMe'
import { ModelNote } from '@/day/ModelNote'
import { EntryDialog } from '@/day/EntryDialog'
import { dayOf, useDayModel, useTimeline, useTimesheet, weekOf } from '@/day/useDay'
import { useNarrow } from '@/day/useSurface'
import { useFormat } from '@/i18n/useFormat'
import { Button, ButtonLink, IconButton } from '@/kit/basics/Button'
import { Card, Page } from '@/kit/basics/Page'
import { Empty, ErrorState, Notice, Skeleton } from '@/kit/feedback/States'
import { Segments } from '@/kit/form/Segments'
import { DateBar } from '@/kit/range/DateBar'
import { addDays } from '@/lib/range'
import { extent } from '@/lib/timelineCoreDay'
import { HOUR, zoomAt } from '@/lib/timelineCoreView'
import { useShortcuts } from '@/shell/keyboard'
import { DayStage } from './DayStage'
import type { TimelineSearch } from './search'
import { useDayView } from './useDayView'
import { WeekStrip } from './WeekStrip'
import css from './timeline.module.css'

const route = getRouteApi('/app/timeline')

export function TimelinePage() {
  const { t } = useTranslation('timeline')
  const format = useFormat()
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/timeline' })
  const today = useToday()
  const me = useQuery(meQuery).data
  const day = search.day ?? today
  const week = weekOf(day)
  const narrow = useNarrow()

  const timeline = useTimeline(day)
  const sheet = useTimesheet(week.start, week.end)
  const sheetDay = dayOf(sheet.data, day)
  const model = useDayModel(timeline.data?.date === day ? timeline.data : undefined, sheetDay)
  const [drawn, setDrawn] = useState<{ from: number; to: number } | null>(null)

  const change = useCallback(
    (part: Partial<TimelineSearch>, replace = false) => void navigate({ search: (old) => ({ ...old, ...part }), replace, resetScroll: false }),
    [navigate],
  )
  const go = useCallback((to: string) => change({ day: to === today ? undefined : to, zoom: undefined, lane: undefined }), [change, today])
  const remember = useCallback((zoom: string | undefined) => change({ zoom }, true), [change])
  const [view, setView] = useDayView(model, search.zoom, remember)
  const list = search.tab === 'list'
  const hidden = useMemo(() => search.hide?.split(',') ?? [], [search.hide])
  const empty = model !== null && extent(model) === null
  const length = model?.length ?? 24 * HOUR
  const zoom = (factor: number) => setView((before) => zoomAt(before, factor, (before.from + before.to) / 2, length))

  useShortcuts([
    { keys: '[', label: t('keys.previous'), run: () => go(addDays(day, -1)) },
    { keys: ']', label: t('keys.next'), run: () => (day < today ? go(addDays(day, 1)) : undefined) },
    { keys: 't', label: t('keys.today'), run: () => go(today) },
    { keys: 'l', label: t('keys.list'), run: () => change({ tab: list ? undefined : 'list' }) },
    { keys: 'n', label: t('keys.entry'), run: () => setDrawn(defaultEntry(view)) },
    { keys: '+', label: t('keys.zoomIn'), run: () => zoom(1.5) },
    { keys: '-', label: t('keys.zoomOut'), run: () => zoom(1 / 1.5) },
    { keys: '0', label: t('keys.whole'), run: () => setView({ from: 0, to: length }) },
  ])

  return (
    <Page title={t('title')} wide actions={<Button kind="primary" icon="plus" onClick={() => setDrawn(defaultEntry(view))} disabled={!model}>{t('newEntry')}</Button>}>
      <DateBar date={day} today={today} onChange={go} />
      <ModelNote day={day} />
      <WeekStrip monday={week.start} day={day} today={today} sheet={sheet.data} />
      {sheet.error && model && <Notice tone="warn" action={<Button small onClick={() => void sheet.refetch()}>{t('retry')}</Button>}>{t('entriesMissing')}</Notice>}
      <Card flush>
        <div className={css['toolbar']}>
          <Segments label={t('view.label')} value={list ? 'list' : 'day'} onChange={(tab) => change({ tab: tab === 'list' ? 'list' : undefined })}
            options={[{ value: 'day', label: t('view.day') }, { value: 'list', label: t('view.list') }]} />
          {model && !empty && (
            <p className="muted small num">
              {t('observed', { duration: format.duration(timeline.data?.observed_ms ?? 0) })}
              {sheetDay && <> · {t('counted', { duration: format.duration(sheetDay.total_ms) })}</>}
            </p>
          )}
          {!list && !empty && (
            <div className="row">
              <Button small onClick={() => setView({ from: 0, to: length })}>{t('wholeDay')}</Button>
              <IconButton kind="plain" small icon="plus" label={t('keys.zoomIn')} onClick={() => zoom(1.5)} />
              <IconButton kind="plain" small icon="minus" label={t('keys.zoomOut')} onClick={() => zoom(1 / 1.5)} />
            </div>
          )}
        </div>
        {timeline.error && !model ? (
          <div className={css['pad']}><ErrorState error={timeline.error} retry={() => void timeline.refetch()} /></div>
        ) : !model ? (
          <div className={css['pad']}><Skeleton rows={7} height={34} /></div>
        ) : empty ? (
          <Empty icon="timeline" title={t('empty.title')}
            action={
              <>
                {timeline.data?.previous && <Button icon="chevronLeft" onClick={() => go(timeline.data.previous!)}>{format.date(timeline.data.previous)}</Button>}
                {timeline.data?.next && <Button icon="chevronRight" onClick={() => go(timeline.data.next!)}>{format.date(timeline.data.next)}</Button>}
                <ButtonLink to="/devices" icon="devices">{t('empty.devices')}</ButtonLink>
              </>
            }>
            {timeline.data?.previous || timeline.data?.next ? t('empty.nearest') : t('empty.never')}
          </Empty>
        ) : (
          <DayStage model={model} view={view} onView={setView} list={list} laneId={search.lane} hidden={hidden} today={today} vertical={narrow}
            onLane={(lane) => change({ lane }, true)} onHidden={(ids) => change({ hide: ids.length > 0 ? ids.join(',') : undefined }, true)}
            onDraw={(from, to) => setDrawn({ from, to })} />
        )}
      </Card>
      {drawn && model && me && (
        <EntryDialog day={day} zone={model.zone} dayStart={me.day_start} start={model.origin + drawn.from} end={model.origin + drawn.to} onClose={() => setDrawn(null)} />
      )}
    </Page>
  )
}

/** A new entry without a selection: the half hour in the middle of what is shown, on a whole quarter. */
function defaultEntry(view: { from: number; to: number }) {
  const quarter = HOUR / 4
  const from = Math.floor((view.from + view.to) / 2 / quarter) * quarter
  return { from, to: from + 2 * quarter }
}
