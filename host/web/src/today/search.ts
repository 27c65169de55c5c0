import { isDate, presets, type Preset } from '@/lib/range'

export type TodaySearch = { day?: string }

export const todaySearch = (search: Record<string, unknown>): TodaySearch => ({ day: isDate(search['day']) ? search['day'] : undefined })

/** The timesheet's range: by name, by two dates, or the week of one date. */
export type TimesheetSearch = { range?: Preset; from?: string; to?: string }

export const timesheetSearch = (search: Record<string, unknown>): TimesheetSearch => ({
  range: presets.find((one) => one === search['range']),
  from: isDate(search['from']) ? search['from'] : undefined,
  to: isDate(search['to']) ? search['to'] : undefined,
})
