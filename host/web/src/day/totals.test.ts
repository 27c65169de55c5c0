import { describe, expect, it } from 'vitest'
import type { Entry, TimesheetDay } from '@/api/types'
import { byProject, gridOf, targetMs } from './totals'

const MINUTE = 60_000
const projects = ['Harbor', 'Lantern', 'Orchard'].map((name, i) => ({ id: `p${i}`, name, color: '#123456' }))
const buckets = { inferred_ms: 0, confirmed_ms: 0, corrected_ms: 0, manual_ms: 0, unattributed_ms: 0, personal_ms: 0, idle_ms: 0, dismissed_ms: 0, observed_ms: 0 }

let next = 0
const entry = (project: number | null, ms: number, over: Partial<Entry> = {}): Entry => ({
  id: `e${next++}`, date: '2026-03-02', start: '', end: '', duration_ms: ms, status: 'confirmed', lane: 'main', kind: 'work', category: null,
  project: project === null ? null : projects[project]!, task: null, description: null, confidence: null, stage: 'rule', evidence: [],
  block_id: null, reviewed_at: null, to_review: false, can_undo: false, ...over,
})
const day = (date: string, ...entries: Entry[]): TimesheetDay => ({ date, total_ms: 0, buckets, entries, journal: null })

describe('byProject', () => {
  it('adds up what counts and leaves out what does not', () => {
    const totals = byProject([
      entry(0, 10), entry(0, 5, { status: 'inferred' }), entry(1, 40), entry(0, 99, { status: 'dismissed' }), entry(0, 99, { kind: 'personal' }),
      entry(0, 99, { kind: 'private' }), entry(1, 2, { kind: 'neutral' }),
      entry(0, 99, { status: 'manual', lane: 'parallel' }),
    ])
    expect(totals.map((one) => [one.project?.name, one.ms, one.draftMs])).toEqual([['Lantern', 42, 0], ['Harbor', 15, 5]])
  })
  it('puts time without a project last', () => {
    expect(byProject([entry(null, 99), entry(0, 1)]).map((one) => one.project?.name ?? null)).toEqual(['Harbor', null])
  })
  it('splits a project by task, longest first', () => {
    const task = { id: 't', key: 'HBR-1', title: 'x' }
    expect(byProject([entry(0, 1), entry(0, 5, { task }), entry(0, 5, { task })])[0]!.tasks).toEqual([{ task, ms: 10 }, { task: null, ms: 1 }])
  })
})

describe('gridOf', () => {
  it('shows numbers that add up in both directions, however the minutes fall', () => {
    let seed = 5
    const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
    for (let round = 0; round < 50; round++) {
      const days = Array.from({ length: 7 }, (_, i) => day(`2026-03-0${i + 1}`, ...[0, 1, 2, null].map((p) => entry(p, Math.floor(random() * 7_000_000)))))
      const grid = gridOf(days, MINUTE)
      grid.days.forEach((column, i) => {
        expect(grid.rows.reduce((sum, row) => sum + row.cells[i]!, 0)).toBe(column.total)
        const exact = days[i]!.entries.reduce((sum, one) => sum + one.duration_ms, 0)
        expect(Math.abs(column.total - exact)).toBeLessThanOrEqual(MINUTE / 2)
      })
      for (const row of grid.rows) expect(row.cells.reduce((a, b) => a + b, 0)).toBe(row.total)
      expect(grid.rows.reduce((sum, row) => sum + row.total, 0)).toBe(grid.total)
    }
  })
  it('marks what is not reviewed yet', () => {
    const grid = gridOf([day('2026-03-02', entry(0, MINUTE, { status: 'inferred' })), day('2026-03-03', entry(0, MINUTE))], MINUTE)
    expect(grid.rows[0]!.open).toEqual([true, false])
  })
  it('is empty for days without entries', () => {
    expect(gridOf([day('2026-03-02')], MINUTE)).toEqual({ rows: [], days: [{ date: '2026-03-02', total: 0 }], total: 0 })
  })
})

describe('targetMs', () => {
  it('adds the hours of a weekday and has none on a free one', () => {
    const schedule = [{ weekday: 1, start: '09:00', end: '12:30' }, { weekday: 1, start: '13:00', end: '17:00' }]
    expect(targetMs(schedule, 1)).toBe(7.5 * 3_600_000)
    expect(targetMs(schedule, 7)).toBe(0)
  })
})
