import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { projectsQuery } from '@/api/queries'
import { useToday, useZone } from '@/api/useMe'
import { useReviewCounts } from '@/day/useDay'
import { SplitDialog } from '@/day/SplitDialog'
import { useNarrow } from '@/day/useSurface'
import { WaitingDays } from '@/day/WaitingDays'
import { useFormat } from '@/i18n/useFormat'
import { Button } from '@/kit/basics/Button'
import { Card, Page } from '@/kit/basics/Page'
import { ErrorState, NoMatch, Notice, Skeleton } from '@/kit/feedback/States'
import { RangePicker } from '@/kit/range/RangePicker'
import { AllReviewed } from './AllReviewed'
import { CorrectDialog } from './CorrectDialog'
import { EvidencePane } from './EvidencePane'
import { recentTargets } from './recent'
import { ReviewBar } from './ReviewBar'
import { ReviewList } from './ReviewList'
import { groupByDay, matches, sureOnes, type ReviewEntry } from './reviewModel'
import { firstSeen } from './reviewState'
import { filterOf, isFiltered, orderOf, reviewRange, type ReviewSearch } from './search'
import { useReview } from './useReview'
import { useMoved } from './useMoved'
import { useReviewLoop } from './useReviewLoop'
import css from './review.module.css'

const route = getRouteApi('/app/review')

export function ReviewPage() {
  const { t } = useTranslation('review')
  const format = useFormat()
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/review' })
  const today = useToday()
  const zone = useZone()
  const narrow = useNarrow()
  const range = useMemo(() => reviewRange(search, today), [search, today])
  const change = useCallback(
    (part: Partial<ReviewSearch>) => void navigate({ search: (old) => ({ ...old, ...part }), replace: true, resetScroll: false }),
    [navigate],
  )

  const review = useReview(range, useMoved())
  const counts = useReviewCounts(range.from, range.to)
  const projects = useQuery(projectsQuery()).data?.items
  const { state } = review
  const all = useMemo(() => Object.values(state.entries), [state.entries])
  const groups = useMemo(() => {
    const filter = filterOf(search)
    const before = (entry: ReviewEntry) => firstSeen(state, entry)
    return groupByDay(all.filter((entry) => (!search.day || entry.date === search.day) && matches(before(entry), filter)), orderOf(search), before)
  }, [all, search, state])
  const shown = useMemo(() => groups.flatMap((group) => group.entries), [groups])
  const open = all.filter((entry) => entry.to_review)
  const loop = useReviewLoop({ review, groups, shown, startAt: search.entry })
  const sure = sureOnes(shown)
  const recent = recentTargets().filter((one) => projects?.some((project) => project.id === one.project?.id))
  const clear = () => change({ q: undefined, project: undefined, sure: undefined, stage: undefined, day: undefined })
  const corrected = loop.correcting?.map((id) => state.entries[id]).filter((entry) => entry !== undefined)

  const split = loop.splitting === null ? undefined : state.entries[loop.splitting]

  return (
    <Page title={t('title')} wide lead={review.query.isPending ? undefined : t('left', { count: open.length, duration: format.duration(open.reduce((sum, entry) => sum + entry.duration_ms, 0)) })}
      actions={<RangePicker range={range} today={today} zone={zone} onChange={(next) => change({ from: next.from, to: next.to, day: undefined })} />}>
      <ReviewBar search={search} onSearch={change} counts={counts.data} projects={projects ?? []} stages={[...new Set(all.map((entry) => entry.stage))].sort()}
        sure={sure.length} onConfirmSure={() => loop.act({ action: 'confirm' }, sure)} />
      <WaitingDays />
      {review.incoming > 0 && (
        <Notice live action={<Button small onClick={review.showIncoming}>{t('incoming.show')}</Button>}>{t('incoming.text', { count: review.incoming })}</Notice>
      )}
      {loop.cursor.selected.size > 0 && (
        <div className={css['bulk']} role="region" aria-label={t('bulk.label')}>
          <b className="num">{t('bulk.count', { count: loop.cursor.selected.size })}</b>
          <Button small kind="primary" icon="check" onClick={() => loop.act({ action: 'confirm' })}>{t('row.confirm')}</Button>
          <Button small icon="edit" onClick={() => loop.correct()}>{t('row.correct')}</Button>
          <Button small icon="x" onClick={() => loop.act({ action: 'dismiss' })}>{t('row.dismiss')}</Button>
          <Button small kind="quiet" onClick={loop.clear}>{t('bulk.clear')}</Button>
        </div>
      )}
      {review.query.error && all.length === 0 ? (
        <ErrorState error={review.query.error} retry={() => void review.query.refetch()} />
      ) : review.query.isPending ? (
        <Card><Skeleton rows={8} height={40} /></Card>
      ) : open.length === 0 && Object.keys(state.failures).length === 0 ? (
        <AllReviewed range={range} />
      ) : shown.length === 0 ? (
        isFiltered(search) && <Card><NoMatch onClear={clear} /></Card>
      ) : (
        <div className={loop.paneOpen && !narrow ? `${css['split']} ${css['withPane']}` : css['split']}>
          <ReviewList groups={groups} state={state} cursor={loop.cursor} zone={zone} narrow={narrow} actions={loop.rowActions} focusTick={loop.focusTick}
            onConfirmDay={(group) => loop.act({ action: 'confirm' }, group.entries.map((entry) => entry.id))} onSelectDay={loop.selectDay} />
          {loop.here && (
            <EvidencePane entry={loop.here} zone={zone} open={loop.paneOpen} narrow={narrow} onClose={loop.togglePane}
              onTake={(choice) => loop.choose(choice, [loop.here!.id])} onCorrect={() => loop.correct([loop.here!.id])} />
          )}
        </div>
      )}
      {corrected && corrected.length > 0 && (
        <CorrectDialog entries={corrected} recent={recent} onChoose={(choice) => loop.choose(choice)} onClose={loop.stopCorrecting} />
      )}
      {split && <SplitDialog key={split.id} entry={split} zone={zone} onClose={loop.stopSplitting} onDone={review.reload} />}
    </Page>
  )
}
