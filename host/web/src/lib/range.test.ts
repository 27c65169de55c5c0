import { describe, expect, it } from 'vitest'
import { addDays, addMonths, daysBetween, daysIn, isDate, presetRange, rangeOf, shiftRange, today, weekday } from './range'

describe('days', () => {
  it('are calendar days, not 24 hours: nothing shifts across daylight saving', () => {
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30')
    expect(addDays('2026-10-24', 2)).toBe('2026-10-26')
    expect(daysBetween('2026-03-01', '2026-04-01')).toBe(31)
    expect(daysIn({ from: '2026-02-27', to: '2026-03-01' })).toEqual(['2026-02-27', '2026-02-28', '2026-03-01'])
  })

  it('know their weekday and reject what is no date', () => {
    expect([weekday('2026-11-23'), weekday('2026-11-29')]).toEqual([1, 7])
    expect(['2026-02-29', '2026-13-01', '26-01-01', '', undefined, '2024-02-29'].map(isDate)).toEqual([false, false, false, false, false, true])
  })

  it('month arithmetic stays inside the month', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-15')
  })

  it('today follows the zone and the start of the day', () => {
    const at = new Date('2026-11-20T23:30:00Z')
    expect(today('Asia/Kolkata', at)).toBe('2026-11-21')
    expect(today('America/Los_Angeles', at)).toBe('2026-11-20')
    expect(today('UTC', new Date('2026-11-21T02:00:00Z'), '04:00')).toBe('2026-11-20')
    expect(today('UTC', new Date('2026-11-21T04:00:00Z'), '04:00')).toBe('2026-11-21')
  })
})

describe('ranges', () => {
  it('by name', () => {
    expect(presetRange('week', '2026-11-22')).toEqual({ from: '2026-11-16', to: '2026-11-22' })
    expect(presetRange('month', '2024-02-10')).toEqual({ from: '2024-02-01', to: '2024-02-29' })
    expect(presetRange('quarter', '2026-11-22')).toEqual({ from: '2026-10-01', to: '2026-12-31' })
    expect(presetRange('yesterday', '2026-01-01')).toEqual({ from: '2025-12-31', to: '2025-12-31' })
    expect(presetRange('year', '2026-05-05')).toEqual({ from: '2026-01-01', to: '2026-12-31' })
  })

  it('a URL that makes no sense falls back', () => {
    expect(rangeOf({ from: '2026-11-10', to: '2026-11-01' }, '2026-11-22')).toEqual(presetRange('week', '2026-11-22'))
    expect(rangeOf({ range: 'decade' as 'week' }, '2026-11-22', 'today')).toEqual({ from: '2026-11-22', to: '2026-11-22' })
    expect(rangeOf({ from: '2026-11-01', to: '2026-11-10' }, '2026-11-22')).toEqual({ from: '2026-11-01', to: '2026-11-10' })
  })

  it('step by calendar when they are whole months, else by their own length', () => {
    expect(shiftRange({ from: '2026-01-01', to: '2026-01-31' }, 1)).toEqual({ from: '2026-02-01', to: '2026-02-28' })
    expect(shiftRange({ from: '2026-10-01', to: '2026-12-31' }, -1)).toEqual({ from: '2026-07-01', to: '2026-09-30' })
    expect(shiftRange({ from: '2026-11-16', to: '2026-11-22' }, -1)).toEqual({ from: '2026-11-09', to: '2026-11-15' })
    expect(shiftRange({ from: '2026-11-20', to: '2026-11-21' }, 2)).toEqual({ from: '2026-11-24', to: '2026-11-25' })
  })
})
