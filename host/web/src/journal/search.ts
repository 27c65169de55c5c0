import { isDate } from '@/lib/range'

export const views = ['day', 'week', 'standup'] as const
export type View = (typeof views)[number]
export type JournalSearch = { day?: string; view?: Exclude<View, 'day'> }

export const journalSearch = (search: Record<string, unknown>): JournalSearch => ({
  day: isDate(search['day']) ? search['day'] : undefined,
  view: search['view'] === 'week' || search['view'] === 'standup' ? search['view'] : undefined,
})
