import { addDays, addMonths, weekday } from '@/lib/range'

/** The days a month's sheet shows, Monday to Sunday: whole weeks. */
export function monthSheet(day: string): { first: string; last: string; days: string[] } {
  const first = `${day.slice(0, 7)}-01`
  const last = addDays(addMonths(first, 1), -1)
  const days: string[] = []
  const end = addDays(last, 7 - weekday(last))
  for (let at = addDays(first, 1 - weekday(first)); at <= end; at = addDays(at, 1)) days.push(at)
  return { first, last, days }
}

/** "2026-W47": the ISO week of a day belongs to the year of its Thursday. */
export function isoWeek(day: string): string {
  const thursday = addDays(day, 4 - weekday(day))
  const year = thursday.slice(0, 4)
  const start = Date.parse(`${year}-01-01T00:00:00Z`)
  const number = Math.floor((Date.parse(`${thursday}T00:00:00Z`) - start) / 86_400_000 / 7) + 1
  return `${year}-W${String(number).padStart(2, '0')}`
}
