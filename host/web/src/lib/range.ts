// Local dates as YYYY-MM-DD text; arithmetic on UTC midnights, so no zone or daylight saving can shift a day.

export type Range = { from: string; to: string }
export type Preset = 'today' | 'yesterday' | 'week' | 'month' | 'quarter' | 'year'
export type RangeSearch = { range?: Preset; from?: string; to?: string }

export const presets: readonly Preset[] = ['today', 'yesterday', 'week', 'month', 'quarter', 'year']

const dayMs = 86_400_000
const utc = (date: string) => Date.parse(`${date}T00:00:00Z`)
const text = (ms: number) => new Date(ms).toISOString().slice(0, 10)

export const isDate = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(utc(value)) && text(utc(value)) === value

export const addDays = (date: string, days: number) => text(utc(date) + days * dayMs)
export const daysBetween = (from: string, to: string) => Math.round((utc(to) - utc(from)) / dayMs)
/** ISO weekday, 1 = Monday … 7 = Sunday. */
export const weekday = (date: string) => ((new Date(utc(date)).getUTCDay() + 6) % 7) + 1

export function addMonths(date: string, months: number): string {
  const [y, m, d] = date.split('-').map(Number) as [number, number, number]
  const first = new Date(Date.UTC(y, m - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  return text(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(d, last)))
}

/** Today in a zone. `dayStart` ("04:00") keeps the small hours with the evening before. */
export function today(timeZone: string, now = new Date(), dayStart = '00:00'): string {
  const [h = 0, m = 0] = dayStart.split(':').map(Number)
  const shifted = new Date(now.getTime() - (h * 60 + m) * 60_000)
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(shifted)
}

export function presetRange(preset: Preset, day: string): Range {
  const first = `${day.slice(0, 7)}-01`
  switch (preset) {
    case 'today':
      return { from: day, to: day }
    case 'yesterday':
      return { from: addDays(day, -1), to: addDays(day, -1) }
    case 'week': {
      const monday = addDays(day, 1 - weekday(day))
      return { from: monday, to: addDays(monday, 6) }
    }
    case 'month':
      return { from: first, to: addDays(addMonths(first, 1), -1) }
    case 'quarter': {
      const start = addMonths(first, -((Number(day.slice(5, 7)) - 1) % 3))
      return { from: start, to: addDays(addMonths(start, 3), -1) }
    }
    case 'year':
      return { from: `${day.slice(0, 4)}-01-01`, to: `${day.slice(0, 4)}-12-31` }
  }
}

/** The range a URL means; broken or reversed dates fall back. */
export function rangeOf(search: RangeSearch, day: string, fallback: Preset = 'week'): Range {
  if (isDate(search.from) && isDate(search.to) && search.from <= search.to) return { from: search.from, to: search.to }
  return presetRange(search.range && presets.includes(search.range) ? search.range : fallback, day)
}

/** The neighbour of a range: whole months, quarters and years step by calendar, anything else by its own length. */
export function shiftRange({ from, to }: Range, steps: number): Range {
  for (const [preset, months] of [['month', 1], ['quarter', 3], ['year', 12]] as const) {
    const whole = presetRange(preset, from)
    if (whole.from === from && whole.to === to) return presetRange(preset, addMonths(from, months * steps))
  }
  const length = daysBetween(from, to) + 1
  return { from: addDays(from, length * steps), to: addDays(to, length * steps) }
}

export const daysIn = ({ from, to }: Range): string[] =>
  Array.from({ length: daysBetween(from, to) + 1 }, (_, i) => addDays(from, i))
