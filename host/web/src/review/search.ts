import { addDays, daysBetween, isDate, type Range } from '@/lib/range'
import type { ReviewFilter, ReviewOrder, Sureness } from './reviewModel'

/** What the address of the review page keeps: the range, one day of it, the filters, the order, the entry to start at. */
export type ReviewSearch = {
  from?: string
  to?: string
  day?: string
  q?: string
  project?: string
  sure?: Sureness
  stage?: string
  order?: 'unsure'
  entry?: string
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined)
const date = (value: unknown) => (isDate(value) ? value : undefined)

export const surenesses: readonly Sureness[] = ['certain', 'likely', 'unsure', 'guess', 'none']

export const reviewSearch = (search: Record<string, unknown>): ReviewSearch => ({
  from: date(search['from']),
  to: date(search['to']),
  day: date(search['day']),
  q: text(search['q']),
  project: text(search['project']),
  sure: surenesses.find((one) => one === search['sure']),
  stage: text(search['stage']),
  order: search['order'] === 'unsure' ? 'unsure' : undefined,
  entry: text(search['entry']),
})

const USUAL_DAYS = 90
const LONGEST_DAYS = 366

/** The days asked for: the last ninety, unless the address says otherwise; a named day is always among them. */
export function reviewRange(search: ReviewSearch, today: string): Range {
  const to = search.to ?? (search.from && search.from > today ? search.from : today)
  const from = search.from && search.from <= to ? search.from : addDays(to, 1 - USUAL_DAYS)
  if (!search.day || (search.day >= from && search.day <= to)) return daysBetween(from, to) < LONGEST_DAYS ? { from, to } : { from: addDays(to, 1 - LONGEST_DAYS), to }
  return { from: addDays(search.day, -3), to: addDays(search.day, 3) }
}

export const filterOf = (search: ReviewSearch): ReviewFilter => ({
  query: search.q, project: search.project, sureness: search.sure, stage: search.stage,
})

export const orderOf = (search: ReviewSearch): ReviewOrder => search.order ?? 'time'

export const isFiltered = (search: ReviewSearch): boolean =>
  Boolean(search.q ?? search.project ?? search.sure ?? search.stage ?? search.day)
