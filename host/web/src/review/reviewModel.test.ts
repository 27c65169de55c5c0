import { describe, expect, it } from 'vitest'
import { groupByDay, matches, sureness, sureOnes, type ReviewEntry } from './reviewModel'

const harbor = { id: 'p1', name: 'Harbor', color: '#123456' }

function entry(id: string, day: string, hour: number, over: Partial<ReviewEntry> = {}): ReviewEntry {
  return {
    id, date: day, start: `${day}T${String(hour).padStart(2, '0')}:00:00.000Z`, end: `${day}T23:00:00.000Z`, duration_ms: 1000 * hour,
    status: 'inferred', kind: 'work', category: null, project: harbor, task: { id: 't', key: 'HBR-1', title: 'Fix audit log' },
    description: 'Export endpoint', confidence: 0.7, stage: 'rule', evidence: [], block_id: null, lane: 'main', reviewed_at: null, to_review: true, can_undo: false, ...over,
  }
}

describe('groupByDay', () => {
  const list = [
    entry('b', '2026-03-02', 10, { confidence: 0.3 }),
    entry('a', '2026-03-02', 9, { confidence: 0.95 }),
    entry('d', '2026-03-03', 8, { to_review: false }),
    entry('c', '2026-03-02', 11, { project: null, confidence: null }),
  ]
  it('puts the newest day first and sorts a day by time', () => {
    const days = groupByDay(list, 'time')
    expect(days.map((day) => day.day)).toEqual(['2026-03-03', '2026-03-02'])
    expect(days[1]!.entries.map((one) => one.id)).toEqual(['a', 'b', 'c'])
  })
  it('puts the least sure first when asked, time without a project before all', () => {
    expect(groupByDay(list, 'unsure')[1]!.entries.map((one) => one.id)).toEqual(['c', 'b', 'a'])
  })
  it('counts what is open and how long it is', () => {
    const days = groupByDay(list, 'time')
    expect(days[0]).toMatchObject({ open: 0, openMs: 0, totalMs: 8000 })
    expect(days[1]).toMatchObject({ open: 3, openMs: 30_000, totalMs: 30_000 })
  })
  it('answers the same order whatever the order of arrival', () => {
    const ids = (input: ReviewEntry[]) => groupByDay(input, 'unsure').flatMap((day) => day.entries.map((one) => one.id))
    expect(ids([...list].reverse())).toEqual(ids(list))
  })
})

describe('sureness', () => {
  it('has one word for each range', () => {
    const word = (confidence: number | null, project = true) => sureness({ confidence, project: project ? harbor : null })
    expect([word(1), word(0.9), word(0.89), word(0.7), word(0.5), word(0)]).toEqual(['certain', 'certain', 'likely', 'likely', 'unsure', 'guess'])
    expect(word(null)).toBe('none')
    expect(word(1, false)).toBe('none')
  })
  it('offers only open and sure entries for confirming unseen', () => {
    const list = [
      entry('a', '2026-03-02', 9, { confidence: 0.92 }),
      entry('b', '2026-03-02', 9, { confidence: 0.92, to_review: false }),
      entry('c', '2026-03-02', 9, { confidence: 0.5 }),
      entry('d', '2026-03-02', 9, { confidence: 0.99, project: null }),
    ]
    expect(sureOnes(list)).toEqual(['a'])
  })
})

describe('matches', () => {
  const one = entry('a', '2026-03-02', 9)
  it('wants every word, anywhere, in any case', () => {
    expect(matches(one, { query: 'AUDIT harbor' })).toBe(true)
    expect(matches(one, { query: 'hbr-1 endpoint' })).toBe(true)
    expect(matches(one, { query: 'audit lantern' })).toBe(false)
    expect(matches(one, { query: '  ' })).toBe(true)
  })
  it('filters by project, by none, by sureness and by where it came from', () => {
    expect(matches(one, { project: 'p1' })).toBe(true)
    expect(matches(one, { project: 'none' })).toBe(false)
    expect(matches(entry('a', '2026-03-02', 9, { project: null }), { project: 'none' })).toBe(true)
    expect(matches(one, { sureness: 'likely', stage: 'rule' })).toBe(true)
    expect(matches(one, { stage: 'evidence' })).toBe(false)
  })
})
