import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDuration } from '@/lib/duration'

const at = (date: string) => new Date(`${date}T00:00:00Z`)

function build(language: string, units: { hour: string; minute: string; second: string }) {
  const locale = language === 'hi' ? 'hi-IN' : navigator.language?.startsWith('en') ? navigator.language : 'en'
  const day = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
  const number = new Intl.NumberFormat(locale)
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const list = new Intl.ListFormat(locale, { type: 'conjunction' })
  const dayLong = day({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  const dayMedium = day({ weekday: 'short', day: 'numeric', month: 'short' })
  const dayShort = day({ day: 'numeric', month: 'short' })
  const dayWithYear = day({ day: 'numeric', month: 'short', year: 'numeric' })
  const weekdayShort = day({ weekday: 'short' })
  const weekdayLong = day({ weekday: 'long' })
  const times = new Map<string, Intl.DateTimeFormat>()
  const inZone = (zone: string | undefined, options: Intl.DateTimeFormatOptions) => {
    const key = JSON.stringify([zone, options])
    let format = times.get(key)
    if (!format) times.set(key, (format = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone })))
    return format
  }
  return {
    locale,
    number: (n: number) => number.format(n),
    percent: (part: number) => percent.format(part),
    list: (items: string[]) => list.format(items),
    /** "5 h 12 m" */
    duration: (ms: number) => formatDuration(ms, units, (n) => number.format(n)),
    /** A local date YYYY-MM-DD. */
    date: (date: string, style: 'long' | 'medium' | 'short' | 'year' = 'medium') =>
      ({ long: dayLong, medium: dayMedium, short: dayShort, year: dayWithYear })[style].format(at(date)),
    range: (from: string, to: string) => (from === to ? dayMedium.format(at(from)) : dayWithYear.formatRange(at(from), at(to))),
    /** ISO weekday 1…7. */
    weekday: (n: number, style: 'short' | 'long' = 'short') =>
      (style === 'short' ? weekdayShort : weekdayLong).format(new Date(Date.UTC(2024, 0, n))),
    /** An instant as a time of day in a zone. */
    time: (instant: string, zone?: string) => inZone(zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(instant)),
    /** An instant as date and time in a zone. */
    moment: (instant: string, zone?: string) =>
      inZone(zone, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(instant)),
    day: (instant: string, zone?: string) => inZone(zone, { day: 'numeric', month: 'short', year: 'numeric' }).format(new Date(instant)),
    /** "40 seconds ago", "in 2 hours". */
    ago: (instant: string, now = Date.now()) => {
      const s = Math.round((Date.parse(instant) - now) / 1000)
      const size = Math.abs(s)
      if (size < 60) return relative.format(s, 'second')
      if (size < 3600) return relative.format(Math.round(s / 60), 'minute')
      if (size < 86_400) return relative.format(Math.round(s / 3600), 'hour')
      return relative.format(Math.round(s / 86_400), 'day')
    },
  }
}

export type Format = ReturnType<typeof build>

/** Numbers, dates and durations in the person's language. */
export function useFormat(): Format {
  const { t, i18n } = useTranslation('common')
  const language = i18n.resolvedLanguage ?? 'en'
  return useMemo(
    () => build(language, { hour: t('units.hour'), minute: t('units.minute'), second: t('units.second') }),
    [language, t],
  )
}
