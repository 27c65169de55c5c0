import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keys } from '@/api/keys'
import type { BlockExplanation } from '@/api/types'
import type { TaskChoice } from '@/kit/overlay/TaskPicker'
import { canSplit, useShape } from '@/day/useShape'
import { useShortcuts } from '@/shell/keyboard'
import { notify, notifyUndo, undoLast } from '@/shell/toasts'
import { proposals, warmCorrectDialog } from './CorrectDialog'
import { recentTargets, remember } from './recent'
import { advance, clearSelection, extend, goTo, keep, move, noCursor, targets, toggle, toggleAll, type Cursor } from './reviewCursor'
import type { DayGroup, ReviewEntry } from './reviewModel'
import type { Change } from './reviewState'
import type { RowActions } from './ReviewRow'
import type { Review } from './useReview'

interface Input {
  review: Review
  groups: readonly DayGroup[]
  shown: readonly ReviewEntry[]
  startAt: string | undefined
}

/** A key pressed on a control belongs to the control. */
const onControl = (e: KeyboardEvent) => Boolean((e.target as HTMLElement | null)?.closest('button, a, input, select, summary'))

/** The keyboard loop: where one is, what is selected, what a key does to it. */
export function useReviewLoop({ review, groups, shown, startAt }: Input) {
  const { t } = useTranslation(['review', 'day'])
  const { t: common } = useTranslation('common')
  const client = useQueryClient()
  const order = useMemo(() => shown.map((entry) => entry.id), [shown])
  const [raw, setCursor] = useState<Cursor>(() => goTo(noCursor, startAt ?? null))
  const [focusTick, setFocusTick] = useState(0)
  const [paneOpen, setPaneOpen] = useState(() => matchMedia('(min-width: 1100px)').matches)
  const [splitting, setSplitting] = useState<string | null>(null)
  const { merge } = useShape(review.reload)
  const [correcting, setCorrecting] = useState<string[] | null>(null)
  const cursor = useMemo(() => (order.length === 0 ? raw : keep(raw, order)), [raw, order])
  const entries = review.state.entries
  const here = cursor.at === null ? undefined : entries[cursor.at]

  const byKey = (next: Cursor) => {
    setCursor(next)
    setFocusTick((tick) => tick + 1)
  }
  const act = (change: Change, ids: readonly string[] = targets(cursor, order)) => {
    const operation = review.perform(change, ids)
    if (!operation) {
      if (ids.length > 0 && change.action === 'confirm') notify(t('nothingToConfirm'))
      return
    }
    const done = new Set(operation.ids)
    byKey(advance(cursor, order, operation.ids, (id) => !done.has(id) && (entries[id]?.to_review ?? false)))
    notifyUndo(t(`done.${change.action}`, { count: operation.ids.length }), common('actions.undo'), () => review.undo(operation.id))
  }
  // What runs later, or from a memoised row, looks up what is current.
  const latest = useRef<{ act: typeof act; correct: (ids: string[]) => void; review: Review } | null>(null)
  const correct = (ids: string[] = targets(cursor, order)) => (ids.length > 0 ? setCorrecting(ids) : undefined)
  useEffect(() => {
    latest.current = { act, correct, review }
  })
  const choose = (choice: TaskChoice, ids: readonly string[] = correcting ?? []) => {
    remember(choice)
    const go = () => latest.current!.act({ action: 'correct', project: choice.project, task: choice.task }, ids)
    if (correcting === null) return go()
    setCorrecting(null)
    // The closing dialog gives the focus back to where it was; only then may it move on.
    requestAnimationFrame(() => requestAnimationFrame(go))
  }
  const confirmHere = () => {
    const ids = targets(cursor, order)
    const only = ids.length === 1 ? entries[ids[0]!] : undefined
    // Time without a project has nothing to confirm: it needs one first.
    if (only && !only.project && only.to_review) correct(ids)
    else act({ action: 'confirm' }, ids)
  }
  const dayHere = () => groups.find((group) => group.entries.some((entry) => entry.id === cursor.at))
  const proposal = (number: number) => {
    const considered = here?.block_id ? client.getQueryData<BlockExplanation>(keys.explain(here.block_id))?.considered : undefined
    const choice = here && proposals(here, considered ?? [], paneOpen ? [] : recentTargets())[number - 1]
    return choice && here ? choose(choice, [here.id]) : undefined
  }

  const splitHere = () => (!here ? undefined : canSplit(here) ? setSplitting(here.id) : notify(t('day:shape.tooShort')))
  const mergeHere = () => {
    // The selected ones, or this one and the next.
    const at = cursor.at === null ? -1 : order.indexOf(cursor.at)
    const ids = cursor.selected.size > 1 ? [...cursor.selected] : order.slice(at, at + 2)
    return at < 0 || ids.length < 2 || merge.isPending ? undefined : merge.mutate(ids)
  }

  useShortcuts([
    { keys: 'j', label: t('keys.next'), run: () => byKey(move(cursor, order, 1)) },
    { keys: 'k', label: t('keys.previous'), run: () => byKey(move(cursor, order, -1)) },
    { keys: 'down', run: (e) => (onControl(e) ? false : byKey(move(cursor, order, 1))) },
    { keys: 'up', run: (e) => (onControl(e) ? false : byKey(move(cursor, order, -1))) },
    { keys: 'c', label: t('keys.confirm'), run: confirmHere },
    { keys: 'e', label: t('keys.correct'), run: () => correct() },
    { keys: 'x', label: t('keys.dismiss'), run: () => act({ action: 'dismiss' }) },
    { keys: 'space', label: t('keys.select'), run: (e) => (onControl(e) || !cursor.at ? false : byKey(toggle(cursor, cursor.at))) },
    { keys: 'shift+j', label: t('keys.extendDown'), run: () => byKey(extend(cursor, order, 1)) },
    { keys: 'shift+k', label: t('keys.extendUp'), run: () => byKey(extend(cursor, order, -1)) },
    { keys: 'a', label: t('keys.selectDay'), run: () => setCursor(toggleAll(cursor, dayHere()?.entries.map((entry) => entry.id) ?? [])) },
    { keys: 'shift+c', label: t('keys.confirmDay'), run: () => act({ action: 'confirm' }, dayHere()?.entries.map((entry) => entry.id) ?? []) },
    { keys: 's', label: t('keys.split'), run: splitHere },
    { keys: 'm', label: t('keys.merge'), run: mergeHere },
    { keys: 'w', label: t('keys.why'), run: () => setPaneOpen((open) => !open) },
    { keys: 'u', label: t('keys.undo'), run: () => (undoLast() ? undefined : false) },
    { keys: 'escape', run: () => (cursor.selected.size > 0 ? setCursor(clearSelection(cursor)) : false) },
    ...[1, 2, 3, 4, 5].map((n) => ({ keys: String(n), label: n === 1 ? t('keys.candidate') : undefined, run: () => proposal(n) })),
  ])

  useEffect(() => void warmCorrectDialog(), [])

  const rowActions = useMemo<RowActions>(
    () => ({
      focus: (id) => setCursor((before) => (before.at === id ? before : goTo(before, id))),
      toggle: (id) => setCursor((before) => toggle(before, id)),
      confirm: (id) => latest.current!.act({ action: 'confirm' }, [id]),
      correct: (id) => latest.current!.correct([id]),
      dismiss: (id) => latest.current!.act({ action: 'dismiss' }, [id]),
      why: (id) => {
        setCursor((before) => goTo(before, id))
        setPaneOpen(true)
      },
      retry: (id) => {
        const failure = latest.current!.review.state.failures[id]
        latest.current!.review.forgive(id)
        if (!failure) return
        const { change } = failure.operation
        if (change.action === 'undo') latest.current!.review.undo(change.of.id)
        else latest.current!.act(change, [id])
      },
    }),
    [],
  )

  return {
    cursor, here, focusTick, paneOpen, correcting, splitting, act, correct, choose, rowActions,
    clear: useCallback(() => setCursor(clearSelection), []),
    selectDay: (group: DayGroup) => setCursor(toggleAll(cursor, group.entries.map((entry) => entry.id))),
    stopCorrecting: () => setCorrecting(null),
    stopSplitting: () => setSplitting(null),
    togglePane: () => setPaneOpen((open) => !open),
  }
}
