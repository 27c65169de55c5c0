import { describe, expect, it } from 'vitest'
import type { StatDay, StatSession } from '@/api/statsTypes'
import { addDays } from '@/lib/range'
import { binsOf, changeOf, colourSlots, filterParts, filterText, lanesOf, shortPath, ticksOf, toggled } from './model'
import { statisticsSearch } from './search'

const HOUR = 3_600_000
const days = (count: number, from = '2026-01-01'): StatDay[] =>
  Array.from({ length: count }, (_, i) => ({ date: addDays(from, i), total_ms: 3 * HOUR, parts: [{ key: 'C#', ms: 2 * HOUR }, { key: 'SQL', ms: HOUR / 2 }, { key: 'CSS', ms: HOUR / 2 }] }))

describe('bars', () => {
  it('are days for a month, weeks for a year, months beyond', () => {
    expect([binsOf(days(31), new Set()).size, binsOf(days(365), new Set()).size, binsOf(days(800), new Set()).size]).toEqual(['day', 'week', 'month'])
  })

  it('lose nothing when days become weeks', () => {
    const { bins } = binsOf(days(365), new Set(['C#']))
    expect(bins.reduce((sum, bin) => sum + bin.total, 0)).toBe(365 * 3 * HOUR)
    expect(bins.every((bin) => bin.parts.reduce((sum, part) => sum + part.ms, 0) === bin.total)).toBe(true)
    expect(bins[0]!.to).toBe('2026-01-04') // a Sunday
  })

  it('put what has no colour into one part', () => {
    expect(binsOf(days(1), new Set(['C#'])).bins[0]!.parts).toEqual([{ key: 'C#', ms: 2 * HOUR }, { key: '', ms: HOUR }])
  })

  it('stand on an axis that reaches the highest in at most four steps', () => {
    for (const highest of [60_000, HOUR, 7.5 * HOUR, 9 * HOUR, 170 * HOUR]) {
      const ticks = ticksOf(highest)
      expect(ticks.length).toBeLessThanOrEqual(4)
      expect(ticks[ticks.length - 1]).toBeGreaterThanOrEqual(highest)
    }
  })
})

describe('colours', () => {
  it('are never shared by two of the first eight, and the unknown has none', () => {
    const slots = colourSlots(['', ...'abcdefghijk'].map((key) => ({ key })))
    expect(new Set(slots.values()).size).toBe(8)
    expect(slots.has('')).toBe(false)
  })

  it('stay with a name when the order below it changes', () => {
    const first = colourSlots([{ key: 'Rider' }, { key: 'VS Code' }])
    expect(colourSlots([{ key: 'Rider' }, { key: 'Vim' }]).get('Rider')).toBe(first.get('Rider'))
  })
})

describe('filters', () => {
  it('survive a colon in the name', () => {
    expect(filterParts(filterText('branch', 'fix: it'))).toEqual({ by: 'branch', key: 'fix: it' })
  })

  it('come and go', () => {
    expect(toggled([], 'tool:Vim')).toEqual(['tool:Vim'])
    expect(toggled(['tool:Vim'], 'tool:Vim')).toBeUndefined()
  })

  it('in an address that means nothing are dropped', () => {
    expect(statisticsSearch({ filter: ['language:C#', 'moon:full', 7], by: 'shoe size', mode: 'wakatime', from: 'soon' }))
      .toEqual({ filter: ['language:C#'], mode: 'wakatime' })
  })
})

describe('sessions', () => {
  const session = (start: string, end: string) => ({ id: start, start, end }) as StatSession

  it('that cross midnight stand on both days', () => {
    const lanes = lanesOf([session('2026-03-03T22:30:00Z', '2026-03-03T23:30:00Z')], 'Europe/Berlin')
    expect(lanes.map((lane) => [lane.date, lane.stretches[0]!.from, lane.stretches[0]!.to])).toEqual([['2026-03-04', 0, 30], ['2026-03-03', 1410, 1440]])
  })
})

describe('files', () => {
  it('are named by the end of their path', () => {
    expect(['/home/kim/api/src/main.cs', 'C:\\work\\api\\src\\main.cs', 'src/main.cs', 'github.com'].map(shortPath)).toEqual(['…/src/main.cs', '…/src/main.cs', 'src/main.cs', 'github.com'])
  })
})

describe('change', () => {
  it('against nothing is no number', () => {
    expect([changeOf(5, 0), changeOf(6, 4)]).toEqual([null, 0.5])
  })
})
