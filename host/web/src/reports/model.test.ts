import { describe, expect, it } from 'vitest'
import type { Report, ReportLine } from '@/api/reportTypes'
import { linesOf, shareOut } from './model'
import { reportsSearch } from './search'

const line = (id: string, ms: number, groups: ReportLine[] = []): ReportLine => ({
  key: 'project', id, name: id, detail: null, color: null, raw_ms: ms, rounded_ms: ms, billable_ms: 0, reviewed_ms: 0, unpriced_ms: 0, amount_minor: null, groups,
})

describe('what a report shows', () => {
  it('shares a whole out so that nothing is lost or made', () => {
    expect(shareOut([1, 1, 1], 1)).toEqual([1, 0, 0])
    expect(shareOut([20_000, 100_000, 60_000], 3)).toEqual([0, 2, 1])
    expect(shareOut([], 0)).toEqual([])
    expect(shareOut([0, 0], 0)).toEqual([0, 0])
  })

  it('adds up at both levels, in whole minutes', () => {
    const groups = [line('a', 200_000, [line('b', 100_000), line('c', 100_000)]), line('d', 100_000, [line('e', 100_000)])]
    const report: Report = { start: '', end: '', scope: 'mine', group_by: ['project', 'task'], rounded: false, currency: null, total: line('t', 300_000), groups }
    const rows = linesOf(report)
    const sum = (level: number) => rows.filter((row) => row.level === level).reduce((total, row) => total + row.rawMin, 0)
    expect([sum(0), sum(1), sum(2)]).toEqual([5, 5, 5])
    expect(rows.at(-1)?.level).toBe(0)
  })

  it('takes only known words from the address', () => {
    expect(reportsSearch({ by: 'day', then: 'day', scope: 'world', billable: true })).toMatchObject({ by: 'day', then: undefined, scope: undefined, billable: 'true' })
  })
})
