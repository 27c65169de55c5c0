import { describe, expect, it } from 'vitest'
import { formatClock, formatDuration, parseDuration, roundShares } from './duration'

const min = 60_000

describe('durations', () => {
  it('are read in hours and minutes', () => {
    expect([0, 40_000, 12 * min, 60 * min, 312 * min, -90 * min].map((ms) => formatDuration(ms))).toEqual(['0 m', '40 s', '12 m', '1 h', '5 h 12 m', '−1 h 30 m'])
    expect(formatDuration(59 * min + 59_700)).toBe('1 h')
    expect([0, 312 * min, 9 * min].map(formatClock)).toEqual(['0:00', '5:12', '0:09'])
  })

  it('use the words and digits they are given', () => {
    expect(formatDuration(65 * min, { hour: 'घं', minute: 'मि', second: 'से' }, (n) => n.toLocaleString('hi-u-nu-deva'))).toBe('१ घं ५ मि')
  })

  it('are typed in many ways', () => {
    const typed = { '1:30': 90, '1h 30m': 90, '1h30': null, '90m': 90, '1.5h': 90, '1,5': 90, '90': 90, '2': 120, '2 h': 120, '': null, 'soon': null, '1:75': null }
    for (const [text, minutes] of Object.entries(typed)) expect([text, parseDuration(text)]).toEqual([text, minutes === null ? null : minutes * min])
  })

  it('rounded shares still add up to the rounded total', () => {
    const shares = [100, 100, 100].map((x) => (x / 3) * min)
    expect(roundShares(shares, min).reduce((a, b) => a + b)).toBe(100 * min)
    expect(roundShares([1.5 * min, 2.5 * min], min)).toEqual([2 * min, 2 * min])
    expect(roundShares([], min)).toEqual([])
  })
})
