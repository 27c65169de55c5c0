import type { Entry } from '@/api/types'
import { confidenceWord } from '@/kit/basics/Chips'

/** What the review page works with: order, filters, and what counts as sure. */

export type ReviewEntry = Entry

export type ReviewOrder = 'time' | 'unsure'

export type Sureness = ReturnType<typeof confidenceWord> | 'none'

/** Confidence as the word the page shows. Time without a project has none. */
export const sureness = (entry: Pick<Entry, 'confidence' | 'project'>): Sureness =>
  !entry.project || entry.confidence === null ? 'none' : confidenceWord(entry.confidence)

export const isDone = (entry: ReviewEntry): boolean => !entry.to_review

export interface DayGroup {
  day: string
  entries: ReviewEntry[]
  open: number
  openMs: number
  totalMs: number
}

/**
 * Days newest first; inside a day by time or least sure first. Equal ones by start, then id: the order never wavers.
 * `before` is what an entry was when the person saw it first: what was dealt with stays where it was.
 */
export function groupByDay(entries: readonly ReviewEntry[], order: ReviewOrder, before = (entry: ReviewEntry) => entry): DayGroup[] {
  const days = new Map<string, ReviewEntry[]>()
  for (const entry of entries) {
    const day = days.get(entry.date)
    if (day) day.push(entry)
    else days.set(entry.date, [entry])
  }
  return [...days.entries()]
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .map(([day, list]) => ({
      day,
      entries: list.sort((a, b) => compare(order)(before(a), before(b))),
      open: list.filter((entry) => !isDone(entry)).length,
      openMs: list.reduce((sum, entry) => sum + (isDone(entry) ? 0 : entry.duration_ms), 0),
      totalMs: list.reduce((sum, entry) => sum + entry.duration_ms, 0),
    }))
}

function compare(order: ReviewOrder): (a: ReviewEntry, b: ReviewEntry) => number {
  const byTime = (a: ReviewEntry, b: ReviewEntry) =>
    a.start < b.start ? -1 : a.start > b.start ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0
  if (order === 'time') return byTime
  const doubt = (entry: ReviewEntry) => (entry.project ? (entry.confidence ?? 0) : -1)
  return (a, b) => doubt(a) - doubt(b) || byTime(a, b)
}

export interface ReviewFilter {
  query?: string
  project?: string
  sureness?: Sureness
  stage?: string
}

/** `none` as project means: entries without one. */
export function matches(entry: ReviewEntry, filter: ReviewFilter): boolean {
  if (filter.project && (entry.project?.id ?? 'none') !== filter.project) return false
  if (filter.sureness && sureness(entry) !== filter.sureness) return false
  if (filter.stage && entry.stage !== filter.stage) return false
  const words = (filter.query ?? '').trim().toLocaleLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return true
  const text = [entry.description, entry.project?.name, entry.task?.key, entry.task?.title, entry.category]
    .filter(Boolean)
    .join(' ')
    .toLocaleLowerCase()
  return words.every((word) => text.includes(word))
}

/** Ids of the open entries that may be confirmed without a look at each. */
export const sureOnes = (entries: readonly ReviewEntry[]): string[] =>
  entries.filter((entry) => !isDone(entry) && sureness(entry) === 'certain').map((entry) => entry.id)
