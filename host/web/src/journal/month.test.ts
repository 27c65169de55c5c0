import { describe, expect, it } from 'vitest'
import { isoWeek, monthSheet } from './month'

describe('a month on a sheet', () => {
  it('shows whole weeks from Monday to Sunday', () => {
    const november = monthSheet('2026-11-21')
    expect(november.days[0]).toBe('2026-10-26')
    expect(november.days.at(-1)).toBe('2026-12-06')
    expect(november.days.length % 7).toBe(0)
    expect([november.first, november.last]).toEqual(['2026-11-01', '2026-11-30'])
  })

  it('knows the ISO week also around the new year', () => {
    expect(isoWeek('2026-11-21')).toBe('2026-W47')
    expect(isoWeek('2027-01-01')).toBe('2026-W53')
    expect(isoWeek('2024-12-30')).toBe('2025-W01')
    expect(isoWeek('2026-01-01')).toBe('2026-W01')
  })
})
