import type { GroupBy, StatDay, StatGroup, StatSession } from '@/api/statsTypes'
import { clockOf, dayOfInstant } from '@/day/wallTime'
import { addDays, addMonths, daysBetween, weekday } from '@/lib/range'

// The arithmetic of the page: colours, bars, axes, filters. No DOM.

export const MOST_COLOURS = 8
const WIDEST_BY_DAY = 62
const WIDEST_BY_WEEK = 400

/** The server's key for everything beyond its five hundred largest groups. */
export const REST = '*'

/** A name keeps its colour over ranges as long as no larger one claims it: its own slot by name, else the next free one. */
export function colourSlots(groups: readonly Pick<StatGroup, 'key'>[]): Map<string, number> {
  const slots = new Map<string, number>()
  const taken = new Set<number>()
  for (const { key } of groups.filter((g) => g.key !== '' && g.key !== REST).slice(0, MOST_COLOURS)) {
    let hash = 7
    for (const character of key) hash = (hash * 31 + character.codePointAt(0)!) % 65_521
    let slot = hash % MOST_COLOURS
    while (taken.has(slot)) slot = (slot + 1) % MOST_COLOURS
    taken.add(slot)
    slots.set(key, slot)
  }
  return slots
}

export type Bin = { from: string; to: string; total: number; parts: { key: string; ms: number }[] }
export type BinSize = 'day' | 'week' | 'month'

export const binSize = (days: number): BinSize => (days <= WIDEST_BY_DAY ? 'day' : days <= WIDEST_BY_WEEK ? 'week' : 'month')

const endOf = (date: string, size: BinSize) =>
  size === 'day' ? date : size === 'week' ? addDays(date, 7 - weekday(date)) : addDays(addMonths(`${date.slice(0, 7)}-01`, 1), -1)

/** Bars: days, or whole weeks or months where days would be hairlines. Parts outside `shown` are one part "". Sums stay exact. */
export function binsOf(days: readonly StatDay[], shown: ReadonlySet<string>): { size: BinSize; bins: Bin[] } {
  const size = binSize(days.length)
  const bins: Bin[] = []
  for (const day of days) {
    let bin = bins[bins.length - 1]
    if (!bin || day.date > endOf(bin.from, size)) bins.push((bin = { from: day.date, to: day.date, total: 0, parts: [] }))
    bin.to = day.date
    bin.total += day.total_ms
    for (const { key, ms } of day.parts) {
      const name = shown.has(key) ? key : ''
      const part = bin.parts.find((p) => p.key === name)
      if (part) part.ms += ms
      else bin.parts.push({ key: name, ms })
    }
  }
  return { size, bins }
}

const HOUR = 3_600_000

/** Three or four even steps that reach the highest bar. */
export function ticksOf(highest: number): number[] {
  const steps = [0.25, 0.5, 1, 2, 3, 4, 6, 8, 10, 20, 40, 50, 100, 200, 500, 1000]
  const step = (steps.find((s) => highest / (s * HOUR) <= 4) ?? 2000) * HOUR
  return Array.from({ length: Math.max(1, Math.ceil(highest / step)) }, (_, i) => (i + 1) * step)
}

/** Change against the time before: null when there was none. */
export const changeOf = (now: number, before: number): number | null => (before > 0 ? now / before - 1 : null)

/** The end of a path tells files apart; its beginning is the same for all of them. */
export const shortPath = (path: string) => {
  const parts = path.split(/[\\/]/)
  return parts.length > 3 ? `…/${parts.slice(-2).join('/')}` : path
}

export const filterText = (by: GroupBy, key: string) => `${by}:${key}`
export const filterParts = (text: string): { by: GroupBy; key: string } => {
  const at = text.indexOf(':')
  return { by: text.slice(0, at) as GroupBy, key: text.slice(at + 1) }
}

export function toggled(filters: readonly string[], text: string): string[] | undefined {
  const next = filters.includes(text) ? filters.filter((f) => f !== text) : [...filters, text]
  return next.length > 0 ? next : undefined
}

export type Stretch = { session: StatSession; /** minutes of the local day */ from: number; to: number }

const minuteOf = (instant: string, zone: string) => {
  const [hour, minute] = clockOf(instant, zone).split(':').map(Number) as [number, number]
  return hour * 60 + minute
}

/** Sessions on the days they fall on, newest day first; one that crosses midnight stands on both. */
export function lanesOf(sessions: readonly StatSession[], zone: string): { date: string; stretches: Stretch[] }[] {
  const days = new Map<string, Stretch[]>()
  const put = (date: string, stretch: Stretch) => days.set(date, [...(days.get(date) ?? []), stretch])
  for (const session of sessions) {
    const first = dayOfInstant(session.start, zone)
    const nights = Math.min(7, daysBetween(first, dayOfInstant(session.end, zone)))
    for (let i = 0; i <= nights; i++) {
      const from = i === 0 ? minuteOf(session.start, zone) : 0
      const to = i === nights ? minuteOf(session.end, zone) : 1440
      if (to > 0 || i === 0) put(addDays(first, i), { session, from, to })
    }
  }
  return [...days].map(([date, stretches]) => ({ date, stretches })).sort((a, b) => b.date.localeCompare(a.date))
}
