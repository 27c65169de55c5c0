/** The window on a day: zoom and pan as arithmetic. Times are milliseconds since the day's first instant. */

export interface View {
  from: number
  to: number
}

export const MINUTE = 60_000
export const HOUR = 3_600_000

/** The narrowest window: five minutes. */
export const NARROWEST = 5 * MINUTE

/** Moves and shrinks a window until it lies inside [0, day] and is neither too narrow nor too wide. */
export function clamp(view: View, day: number): View {
  const length = Math.min(day, Math.max(NARROWEST, view.to - view.from))
  const from = Math.min(Math.max(0, view.from), day - length)
  return { from, to: from + length }
}

/** Zooms by `factor` (above 1 = closer) so that `anchor` keeps its place on the screen. */
export function zoomAt(view: View, factor: number, anchor: number, day: number): View {
  const length = view.to - view.from
  const next = Math.min(day, Math.max(NARROWEST, length / factor))
  const share = (Math.min(Math.max(anchor, view.from), view.to) - view.from) / length
  const from = anchor - share * next
  return clamp({ from, to: from + next }, day)
}

export function pan(view: View, by: number, day: number): View {
  return clamp({ from: view.from + by, to: view.to + by }, day)
}

/** The smallest movement that brings [start, end] into view, with a margin; wider spans are shown from their start. */
export function reveal(view: View, start: number, end: number, day: number): View {
  const length = view.to - view.from
  const margin = length * 0.05
  if (start >= view.from && end <= view.to) return view
  if (end - start > length - 2 * margin || start < view.from) return pan(view, start - margin - view.from, day)
  return pan(view, end + margin - view.to, day)
}

/** The window a fresh day opens with: what was observed, with some air, never less than `least`. */
export function fitAround(start: number, end: number, day: number, least = 4 * HOUR): View {
  const air = Math.max(15 * MINUTE, (end - start) * 0.04)
  const length = Math.max(least, end - start + 2 * air)
  const middle = (start + end) / 2
  return clamp({ from: middle - length / 2, to: middle + length / 2 }, day)
}

export const timeAt = (view: View, x: number, width: number): number => view.from + (x / width) * (view.to - view.from)

export const xAt = (view: View, time: number, width: number): number =>
  ((time - view.from) / (view.to - view.from)) * width

/** `540-720`: the window in whole minutes, short enough for an address. The whole day is left out. */
export function toZoomParam(view: View, day: number): string | undefined {
  if (view.from <= 0 && view.to >= day) return undefined
  return `${Math.round(view.from / MINUTE)}-${Math.round(view.to / MINUTE)}`
}

export function fromZoomParam(param: string | undefined, day: number): View | null {
  const match = /^(\d{1,4})-(\d{1,4})$/.exec(param ?? '')
  if (!match) return null
  const from = Number(match[1]) * MINUTE
  const to = Number(match[2]) * MINUTE
  return to > from ? clamp({ from, to }, day) : null
}

const STEPS = [1, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720].map((minutes) => minutes * MINUTE)

/** The finest round step that leaves at least `minPx` between two marks. */
export function tickStep(view: View, width: number, minPx = 64): number {
  const perPx = (view.to - view.from) / Math.max(1, width)
  return STEPS.find((step) => step / perPx >= minPx) ?? STEPS[STEPS.length - 1]!
}

/** Marks inside the window. `phase` is where the first whole hour of the wall clock lies in the day. */
export function ticks(view: View, width: number, phase = 0, minPx = 64): number[] {
  const step = tickStep(view, width, minPx)
  const marks: number[] = []
  for (let at = phase + Math.ceil((view.from - phase) / step) * step; at <= view.to; at += step) marks.push(at)
  return marks
}

/** Rounds to a step of the clock, for an entry drawn by hand: 5 minutes, or 1 when zoomed in. */
export function snap(time: number, view: View, day: number): number {
  const step = view.to - view.from > 2 * HOUR ? 5 * MINUTE : MINUTE
  return Math.min(day, Math.max(0, Math.round(time / step) * step))
}
