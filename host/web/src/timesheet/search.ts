import { isDate, presets, type Preset } from '@/lib/range'

export const views = ['week', 'entries', 'periods', 'targets', 'leave'] as const
export type View = (typeof views)[number]

/** The timesheet's range: by name, by two dates, or the week of one date. The view is a tab; the grid is the first. */
export type TimesheetSearch = { range?: Preset; from?: string; to?: string; view?: View }

export const timesheetSearch = (search: Record<string, unknown>): TimesheetSearch => ({
  range: presets.find((one) => one === search['range']),
  from: isDate(search['from']) ? search['from'] : undefined,
  to: isDate(search['to']) ? search['to'] : undefined,
  view: views.find((one) => one === search['view'] && one !== 'week'),
})
