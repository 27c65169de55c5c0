import { describe, expect, it } from 'vitest'
import type { DayTimeline, Entry } from '@/api/types'
import { buildDay, extent, itemAt, phaseOf } from './timelineCoreDay'
import { HOUR } from './timelineCoreView'

const harbor = { id: 'p1', name: 'Harbor', color: '#123456' }
const lantern = { id: 'p2', name: 'Lantern', color: '#654321' }

const timeline: DayTimeline = {
  date: '2026-03-29', time_zone: 'Europe/Berlin', start: '2026-03-28T23:00:00.000Z', end: '2026-03-29T22:00:00.000Z', resolution: 1000,
  observed_ms: 2 * HOUR, previous: null, next: null, strings: ['Code', 'main.cs', 'active'], projects: [harbor], block_ids: ['b1'],
  lanes: [
    { id: 'blocks', name: 'Blocks', kind: 'blocks', start_ms: [9 * HOUR], length_ms: [HOUR], label: [0], detail: [1], state: [2], project: [0], block: [0] },
    { id: 'm1', name: 'laptop', kind: 'activity', start_ms: [8 * HOUR, HOUR], length_ms: [HOUR, HOUR], label: [0, 0], detail: [1, -1], state: [2, 2], project: [-1, -1], block: [-1, 0] },
  ],
}

const entry = (over: Partial<Entry>): Entry => ({
  id: 'e1', date: '2026-03-29', start: '2026-03-29T07:00:00.000Z', end: '2026-03-29T08:00:00.000Z', duration_ms: HOUR, status: 'inferred', lane: 'main', kind: 'work',
  category: null, project: lantern, task: null, description: 'Pricing page', confidence: 0.8, stage: 'rule', evidence: [], block_id: 'b1',
  reviewed_at: null, to_review: true, can_undo: false, ...over,
})

describe('buildDay', () => {
  it('puts what was seen above what was made of it, whatever order the server sends', () => {
    const model = buildDay(timeline, [entry({}), entry({ id: 'e2', lane: 'parallel' })])
    expect(model.lanes.map((lane) => lane.kind)).toEqual(['activity', 'blocks', 'entries', 'parallel'])
  })

  it('knows that a day can have 23 hours', () => {
    expect(buildDay(timeline, []).length).toBe(23 * HOUR)
  })

  it('brings projects of entries into the same table as those of blocks', () => {
    const model = buildDay(timeline, [entry({}), entry({ id: 'e2', project: harbor, start: '2026-03-29T09:00:00.000Z', end: '2026-03-29T09:10:00.000Z' })])
    expect(model.projects.map((project) => project.id)).toEqual(['p1', 'p2'])
    expect([...model.lanes.find((lane) => lane.kind === 'entries')!.spans.project]).toEqual([1, 0])
  })

  it('leaves the answer of the server as it was', () => {
    buildDay(timeline, [entry({})])
    expect(timeline.projects).toHaveLength(1)
  })
})

describe('itemAt', () => {
  it('says what an activity is, and which block it belongs to', () => {
    const model = buildDay(timeline, [])
    expect(itemAt(model, model.lanes[0]!, 1)).toMatchObject({ start: 9 * HOUR, end: 10 * HOUR, title: 'Code', detail: '', project: null, blockId: 'b1' })
    expect(itemAt(model, model.lanes[1]!, 0)).toMatchObject({ title: 'Code', detail: 'main.cs', state: 'active', project: harbor, blockId: 'b1' })
  })

  it('leads from a span back to its entry, also in the parallel lane', () => {
    const model = buildDay(timeline, [entry({ id: 'late', lane: 'parallel' }), entry({ id: 'first' })])
    expect(itemAt(model, model.lanes[2]!, 0).entry!.id).toBe('first')
    expect(itemAt(model, model.lanes[3]!, 0).entry!.id).toBe('late')
  })

  it('names an entry by its task, else by what it says, else by its project', () => {
    const titleOf = (over: Partial<Entry>) => {
      const model = buildDay(timeline, [entry(over)])
      return itemAt(model, model.lanes[2]!, 0).title
    }
    expect(titleOf({ task: { id: 't', key: 'LNT-1', title: 'Tier' } })).toBe('LNT-1 Tier')
    expect(titleOf({})).toBe('Pricing page')
    expect(titleOf({ description: null })).toBe('Lantern')
  })
})

describe('extent', () => {
  it('runs from the first to the last thing of the day', () => {
    expect(extent(buildDay(timeline, []))).toEqual({ start: 8 * HOUR, end: 10 * HOUR })
  })
  it('is nothing on a day without anything', () => {
    expect(extent(buildDay({ ...timeline, lanes: [] }, []))).toBeNull()
  })
})

describe('phaseOf', () => {
  it('finds the next whole hour in zones with odd offsets', () => {
    expect(phaseOf(Date.parse('2026-03-01T18:30:00Z'), 'Asia/Kolkata')).toBe(0)
    expect(phaseOf(Date.parse('2026-03-01T18:00:00Z'), 'Asia/Kolkata')).toBe(HOUR / 2)
    expect(phaseOf(Date.parse('2026-03-01T18:00:00Z'), 'Asia/Kathmandu')).toBe(HOUR / 4)
  })
})
