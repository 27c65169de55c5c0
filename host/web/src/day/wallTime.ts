import { addDays } from '@/lib/range'

/** Between instants and what the clock on the wall of a zone says. */

const formats = new Map<string, Intl.DateTimeFormat>()

function parts(instant: number, zone: string): { date: string; time: string } {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
    })
    formats.set(zone, format)
  }
  const values = Object.fromEntries(format.formatToParts(instant).map((part) => [part.type, part.value]))
  return { date: `${values['year']}-${values['month']}-${values['day']}`, time: `${values['hour']}:${values['minute']}` }
}

/** "09:05" in the zone. */
export const clockOf = (instant: number | string, zone: string): string => parts(+new Date(instant), zone).time

/** The local day an instant belongs to; times before `dayStart` belong to the day before. */
export function dayOfInstant(instant: number | string, zone: string, dayStart = '00:00'): string {
  const { date, time } = parts(+new Date(instant), zone)
  return time < dayStart ? addDays(date, -1) : date
}

/**
 * The instant at which the clock shows `time` on the local day `day`. A time that a change of the clocks leaves out becomes the
 * same distance after the change; one that comes twice is the first. Null for what is not a time.
 */
export function instantOf(day: string, time: string, zone: string, dayStart = '00:00'): number | null {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return null
  const date = time < dayStart ? addDays(day, 1) : day
  const wanted = Date.parse(`${date}T${time}:00Z`)
  const offset = (instant: number) => {
    const { date: d, time: t } = parts(instant, zone)
    return Date.parse(`${d}T${t}:00Z`) - instant
  }
  // The offset before and after any change around that time; the earlier instant that reads right wins.
  const before = wanted - offset(wanted - 86_400_000)
  const after = wanted - offset(wanted + 86_400_000)
  const reads = [Math.min(before, after), Math.max(before, after)].filter((instant) => offset(instant) === wanted - instant)
  return reads[0] ?? before
}

/** True for a time of day that a change of the clocks leaves out on that day: no clock ever shows it. */
export function isSkipped(day: string, time: string, zone: string, dayStart = '00:00'): boolean {
  const instant = instantOf(day, time, zone, dayStart)
  return instant !== null && clockOf(instant, zone) !== time
}
