import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/useFormat'
import { Button } from '@/kit/basics/Button'
import type { DayGroup, ReviewEntry } from './reviewModel'
import type { Cursor } from './reviewCursor'
import type { ReviewState } from './reviewState'
import { busyIds } from './reviewState'
import { ReviewRow, rowId, type RowActions } from './ReviewRow'
import css from './review.module.css'

interface Props {
  groups: readonly DayGroup[]
  state: ReviewState
  cursor: Cursor
  zone: string
  narrow: boolean
  actions: RowActions
  /** Raised when a key moved the cursor: then the row takes the focus. */
  focusTick: number
  onConfirmDay: (group: DayGroup) => void
  onSelectDay: (group: DayGroup) => void
}

type Item = { key: string; group: DayGroup; entry: ReviewEntry | null }

/** The queue as a grid. Only rows near the window are in the page, so a thousand entries scroll like ten. */
export function ReviewList(props: Props) {
  const { groups, state, cursor, zone, narrow, actions, focusTick } = props
  const { t } = useTranslation('review')
  const items = useMemo<Item[]>(
    () => groups.flatMap((group) => [{ key: group.day, group, entry: null }, ...group.entries.map((entry) => ({ key: entry.id, group, entry }))]),
    [groups],
  )
  const busy = useMemo(() => busyIds(state), [state])
  const list = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    setTop((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY)
  }, [items.length, narrow])

  const rows = useWindowVirtualizer({
    count: items.length,
    estimateSize: (i) => (items[i]!.entry ? (narrow ? 104 : 57) : 52),
    overscan: 10,
    scrollMargin: top,
    scrollPaddingStart: 80,
    scrollPaddingEnd: 120,
    getItemKey: (i) => items[i]!.key,
  })

  const at = cursor.at
  const place = useRef({ items, rows })
  useEffect(() => {
    place.current = { items, rows }
  })
  const ticked = useRef(0)
  useEffect(() => {
    if (focusTick === 0 || at === null) return
    // A row that went away while the page follows the server hands the focus on only if it had it: never out of a dialog.
    const held = document.activeElement
    const byKey = ticked.current !== focusTick
    ticked.current = focusTick
    if (!byKey && held !== null && held !== document.body && !list.current?.contains(held)) return
    const index = place.current.items.findIndex((item) => item.entry?.id === at)
    if (index < 0) return
    place.current.rows.scrollToIndex(index, { align: 'auto' })
    const frame = requestAnimationFrame(() => document.getElementById(rowId(at))?.focus({ preventScroll: true }))
    return () => cancelAnimationFrame(frame)
  }, [focusTick, at])

  return (
    <div ref={list} role="grid" aria-label={t('list.label')} aria-rowcount={items.length} aria-multiselectable="true" data-shortcut-list
      className={css['grid']} style={{ height: rows.getTotalSize() }}>
      {rows.getVirtualItems().map((virtual) => {
        const { group, entry } = items[virtual.index]!
        return (
          <div key={virtual.key} ref={rows.measureElement} data-index={virtual.index} role="presentation" className={css['slot']}
            style={{ transform: `translateY(${virtual.start - rows.options.scrollMargin}px)` }}>
            {entry ? (
              <ReviewRow entry={entry} zone={zone} index={virtual.index + 1} here={cursor.at === entry.id} selected={cursor.selected.has(entry.id)}
                busy={busy.has(entry.id)} failure={state.failures[entry.id]} actions={actions} />
            ) : (
              <DayHead group={group} index={virtual.index + 1} onConfirm={() => props.onConfirmDay(group)} onSelect={() => props.onSelectDay(group)} />
            )}
          </div>
        )
      })}
    </div>
  )
}

function DayHead({ group, index, onConfirm, onSelect }: { group: DayGroup; index: number; onConfirm: () => void; onSelect: () => void }) {
  const { t } = useTranslation('review')
  const format = useFormat()
  const ready = group.entries.filter((entry) => entry.to_review && entry.project).length
  return (
    <div role="row" aria-rowindex={index} className={css['dayHead']}>
      <span role="rowheader" className="grow">
        <b>{format.date(group.day, 'long')}</b>{' '}
        <span className="muted small num">{group.open > 0 ? t('day.open', { count: group.open, duration: format.duration(group.openMs) }) : t('day.done')}</span>
      </span>
      <span role="gridcell" className="row">
        <Button small kind="quiet" className="desktop-only" onClick={onSelect}>{t('day.select')}</Button>
        <Button small disabled={ready === 0} onClick={onConfirm}>{t('day.confirm', { count: ready })}</Button>
      </span>
    </div>
  )
}
