// Durations are integer milliseconds everywhere; these make them readable. Display only: sums are done on the milliseconds.

export type Units = { hour: string; minute: string; second: string }
const english: Units = { hour: 'h', minute: 'm', second: 's' }

/** "5 h 12 m", "12 m", "40 s"; under a second is "0 m". Rounded to whole minutes from one minute on. */
export function formatDuration(ms: number, units: Units = english, number = (n: number) => String(n)): string {
  const sign = ms < 0 ? '−' : ''
  const seconds = Math.round(Math.abs(ms) / 1000)
  if (seconds > 0 && seconds < 60) return `${sign}${number(seconds)} ${units.second}`
  const minutes = Math.round(seconds / 60)
  const h = Math.floor(minutes / 60)
  const m = minutes % 60
  if (h === 0) return `${sign}${number(m)} ${units.minute}`
  return m === 0 ? `${sign}${number(h)} ${units.hour}` : `${sign}${number(h)} ${units.hour} ${number(m)} ${units.minute}`
}

/** "5:12" for tables. */
export function formatClock(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000)
  return `${ms < 0 ? '−' : ''}${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}

/** What a person types: "1:30", "1h 30m", "90m", "1.5h", "1,5", "90" (minutes from 12 on, hours below). Null when unreadable. */
export function parseDuration(input: string): number | null {
  const text = input.trim().toLowerCase().replace(',', '.')
  const clock = /^(\d{1,3}):([0-5]\d)$/.exec(text)
  if (clock) return (Number(clock[1]) * 60 + Number(clock[2])) * 60_000
  const parts = /^(?:(\d+(?:\.\d+)?)\s*h(?:ours?)?)?\s*(?:(\d+)\s*m(?:in(?:utes?)?)?)?$/.exec(text)
  if (text && parts && (parts[1] || parts[2])) return Math.round((Number(parts[1] ?? 0) * 60 + Number(parts[2] ?? 0)) * 60_000)
  if (!/^\d+(?:\.\d+)?$/.test(text)) return null
  const value = Number(text)
  return Math.round((text.includes('.') || value < 12 ? value * 60 : value) * 60_000)
}

/** Rounds shares to whole `unit`s so that they still add up to the rounded total (largest remainder). */
export function roundShares(values: number[], unit: number): number[] {
  const exact = values.map((v) => v / unit)
  const floors = exact.map(Math.floor)
  let left = Math.round(exact.reduce((a, b) => a + b, 0)) - floors.reduce((a, b) => a + b, 0)
  const order = exact.map((v, i) => ({ i, rest: v - Math.floor(v) })).sort((a, b) => b.rest - a.rest || a.i - b.i)
  for (const { i } of order) {
    if (left <= 0) break
    floors[i]! += 1
    left -= 1
  }
  return floors.map((v) => v * unit)
}
