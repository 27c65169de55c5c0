import { describe, expect, it } from 'vitest'
import { clockOf, dayOfInstant, instantOf, isSkipped } from './wallTime'

const at = (text: string) => Date.parse(text)

describe('instantOf', () => {
  it('reads the clock of the zone', () => {
    expect(instantOf('2026-03-02', '09:15', 'Europe/Berlin')).toBe(at('2026-03-02T08:15:00Z'))
    expect(instantOf('2026-07-02', '09:15', 'Europe/Berlin')).toBe(at('2026-07-02T07:15:00Z'))
    expect(instantOf('2026-03-02', '09:15', 'Asia/Kolkata')).toBe(at('2026-03-02T03:45:00Z'))
    expect(instantOf('2026-03-02', '09:15', 'America/Los_Angeles')).toBe(at('2026-03-02T17:15:00Z'))
  })
  it('moves a time that does not exist past the change of the clocks', () => {
    expect(instantOf('2026-03-29', '02:30', 'Europe/Berlin')).toBe(at('2026-03-29T01:30:00Z'))
    expect(clockOf(instantOf('2026-03-29', '02:30', 'Europe/Berlin')!, 'Europe/Berlin')).toBe('03:30')
  })
  it('takes the first of two equal times', () => {
    expect(instantOf('2026-10-25', '02:30', 'Europe/Berlin')).toBe(at('2026-10-25T00:30:00Z'))
  })
  it('puts the small hours after midnight on the day that has not ended', () => {
    expect(instantOf('2026-03-02', '01:30', 'Europe/Berlin', '04:00')).toBe(at('2026-03-03T00:30:00Z'))
  })
  it('gives back what the clock shows, all year round', () => {
    for (let day = at('2026-01-01T10:17:00Z'); day < at('2027-01-01T00:00:00Z'); day += 86_400_000 + 3_600_000) {
      const zone = 'Australia/Lord_Howe'
      expect(instantOf(dayOfInstant(day, zone), clockOf(day, zone), zone)).toBe(day)
    }
  })
  it('is nothing for what is not a time', () => {
    for (const bad of ['', '9:00', '24:00', '12:60', 'noon']) expect(instantOf('2026-03-02', bad, 'UTC')).toBeNull()
  })
})

describe('dayOfInstant', () => {
  it('follows the zone and the start of the day', () => {
    expect(dayOfInstant('2026-03-01T23:30:00Z', 'Europe/Berlin')).toBe('2026-03-02')
    expect(dayOfInstant('2026-03-02T02:30:00Z', 'Europe/Berlin', '04:00')).toBe('2026-03-01')
    expect(dayOfInstant('2026-03-02T03:30:00Z', 'Europe/Berlin', '04:00')).toBe('2026-03-02')
  })
})

describe('isSkipped', () => {
  it('knows the hour that a change of the clocks leaves out, and no other', () => {
    expect(isSkipped('2026-03-29', '02:30', 'Europe/Berlin')).toBe(true)
    expect(isSkipped('2026-03-29', '01:59', 'Europe/Berlin')).toBe(false)
    expect(isSkipped('2026-03-29', '03:00', 'Europe/Berlin')).toBe(false)
    expect(isSkipped('2026-10-25', '02:30', 'Europe/Berlin')).toBe(false)
    expect(isSkipped('2026-03-28', '02:30', 'Europe/Berlin')).toBe(false)
  })
})
