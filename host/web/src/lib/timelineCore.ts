/** One day as numbers: no DOM, no framework. Times are milliseconds since the day's first instant. */

/** A lane as the server sends it: starts as differences, everything else as indexes into shared tables. */
export interface LaneColumns {
  start_ms: readonly number[]
  length_ms: readonly number[]
  label: readonly number[]
  detail: readonly number[]
  state: readonly number[]
  project: readonly number[]
  block: readonly number[]
}

/** Spans sorted by start; all columns have the same length. */
export interface Spans {
  count: number
  start: Float64Array
  end: Float64Array
  label: Int32Array
  detail: Int32Array
  state: Int32Array
  project: Int32Array
  block: Int32Array
  /** Longest span: how far before a window a span that reaches into it may start. */
  longest: number
}

/** What `fold` hands out for each rectangle: where, and the longest span in it. */
export type EmitRect = (x: number, width: number, span: number, folded: number) => void

/** Under this width neighbours are drawn as one rectangle. */
export const FOLD_PX = 2

export function decodeLane(columns: LaneColumns): Spans {
  const count = columns.start_ms.length
  const starts = new Float64Array(count)
  let at = 0
  for (let i = 0; i < count; i++) {
    at += columns.start_ms[i]!
    starts[i] = at
  }
  return toSpans(count, (i) => starts[i]!, (i) => starts[i]! + columns.length_ms[i]!, columns)
}

/** Spans from any source, in any order. Lengths below zero count as zero. */
export function toSpans(
  count: number,
  startOf: (i: number) => number,
  endOf: (i: number) => number,
  columns: Partial<Pick<LaneColumns, 'label' | 'detail' | 'state' | 'project' | 'block'>> = {},
): Spans {
  const order = Array.from({ length: count }, (_, i) => i)
  order.sort((a, b) => startOf(a) - startOf(b) || endOf(a) - endOf(b) || a - b)
  const spans: Spans = {
    count,
    start: new Float64Array(count),
    end: new Float64Array(count),
    label: pick(columns.label, order),
    detail: pick(columns.detail, order),
    state: pick(columns.state, order),
    project: pick(columns.project, order),
    block: pick(columns.block, order),
    longest: 0,
  }
  order.forEach((from, to) => {
    const start = startOf(from)
    const end = Math.max(start, endOf(from))
    spans.start[to] = start
    spans.end[to] = end
    spans.longest = Math.max(spans.longest, end - start)
  })
  return spans
}

/** A missing column, or a hole in one, reads as -1: "none". */
function pick(column: readonly number[] | undefined, order: readonly number[]): Int32Array {
  return Int32Array.from(order, (i) => column?.[i] ?? -1)
}

/** Index of the first span that starts at or after `time`; `count` when none does. */
export function firstStartingAt(spans: Spans, time: number): number {
  let low = 0
  let high = spans.count
  while (low < high) {
    const middle = (low + high) >>> 1
    if (spans.start[middle]! < time) low = middle + 1
    else high = middle
  }
  return low
}

/** Index range [first, last) that holds every span which touches [from, to). */
export function visibleRange(spans: Spans, from: number, to: number): [number, number] {
  let first = firstStartingAt(spans, from - spans.longest)
  const last = firstStartingAt(spans, to)
  while (first < last && spans.end[first]! <= from && spans.start[first]! < from) first++
  return [first, last]
}

/**
 * Calls `emit` once for each rectangle that [from, to) needs at `width` pixels. Spans at least `FOLD_PX` wide stand alone
 * narrower neighbours become one rectangle, shown as the longest of them, as soon as together they are wide enough.
 * `accepts` leaves spans out (a filter). Answers the number of rectangles.
 */
export function fold(
  spans: Spans,
  from: number,
  to: number,
  width: number,
  emit: EmitRect,
  accepts?: (span: number) => boolean,
): number {
  const scale = width / (to - from)
  const [first, last] = visibleRange(spans, from, to)
  let rects = 0
  let runX = 0
  let runEnd = 0
  let runSpan = -1
  let runLength = -1
  let runCount = 0

  const flush = () => {
    if (runSpan < 0) return
    emit(runX, Math.max(runEnd - runX, 1), runSpan, runCount)
    rects++
    runSpan = -1
    runLength = -1
    runCount = 0
  }

  for (let i = first; i < last; i++) {
    if (accepts && !accepts(i)) continue
    const start = spans.start[i]!
    const end = spans.end[i]!
    if (end <= from && start < from) continue
    const x0 = Math.max(0, (start - from) * scale)
    const x1 = Math.min(width, (end - from) * scale)
    if (x1 - x0 >= FOLD_PX) {
      flush()
      emit(x0, x1 - x0, i, 1)
      rects++
      continue
    }
    if (runSpan >= 0 && (x0 - runEnd >= 1 || x1 - runX > FOLD_PX)) flush()
    if (runSpan < 0) {
      runX = x0
      runEnd = x1
    }
    runEnd = Math.max(runEnd, x1)
    runCount++
    if (end - start > runLength) {
      runLength = end - start
      runSpan = i
    }
  }
  flush()
  return rects
}

/** The span under `time`; of several the shortest (it lies on top); else the nearest within `tolerance`; else -1. */
export function hit(spans: Spans, time: number, tolerance = 0, accepts?: (span: number) => boolean): number {
  const [first, last] = visibleRange(spans, time - tolerance, time + tolerance + 1)
  let best = -1
  let bestDistance = Infinity
  let bestLength = Infinity
  for (let i = first; i < last; i++) {
    if (accepts && !accepts(i)) continue
    const start = spans.start[i]!
    const end = spans.end[i]!
    const distance = time < start ? start - time : time >= end ? time - end + 1 : 0
    if (distance > tolerance) continue
    const length = end - start
    if (distance < bestDistance || (distance === bestDistance && length < bestLength)) {
      best = i
      bestDistance = distance
      bestLength = length
    }
  }
  return best
}
