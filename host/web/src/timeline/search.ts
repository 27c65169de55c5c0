import { isDate } from '@/lib/range'

/** What the address of the timeline keeps: the day, the visible part of it, the tab, what is hidden, the lane of the list. */
export type TimelineSearch = { day?: string; zoom?: string; tab?: 'list'; hide?: string; lane?: string }

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

export const timelineSearch = (search: Record<string, unknown>): TimelineSearch => ({
  day: isDate(search['day']) ? search['day'] : undefined,
  zoom: text(search['zoom']),
  tab: search['tab'] === 'list' ? 'list' : undefined,
  hide: text(search['hide']),
  lane: text(search['lane']),
})
