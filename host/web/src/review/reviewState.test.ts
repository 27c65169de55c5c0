import { describe, expect, it } from 'vitest'
import type { ReviewEntry } from './reviewModel'
import { emptyReview, firstSeen, plan, planUndo, reduce, type Change, type Operation, type ReviewState } from './reviewState'

const harbor = { id: 'p1', name: 'Harbor', color: '#123456' }
const lantern = { id: 'p2', name: 'Lantern', color: '#654321' }

function entry(id: string, over: Partial<ReviewEntry> = {}): ReviewEntry {
  return {
    id, date: '2026-03-02', start: `2026-03-02T09:0${id.length}:00.000Z`, end: '2026-03-02T10:00:00.000Z', duration_ms: 60_000,
    status: 'inferred', kind: 'work', category: null, project: harbor, task: null, description: id, confidence: 0.5,
    stage: 'rule', evidence: [], block_id: null, lane: 'main', reviewed_at: null, to_review: true, can_undo: false, ...over,
  }
}

let next = 1
function begin(state: ReviewState, change: Change, ...ids: string[]): [ReviewState, Operation] {
  const operation = plan(state, next++, change, ids)!
  return [reduce(state, { type: 'started', operation }), operation]
}
function beginUndo(state: ReviewState): [ReviewState, Operation] {
  const operation = planUndo(state, next++)!
  return [reduce(state, { type: 'started', operation }), operation]
}
const ok = (state: ReviewState, operation: Operation) =>
  reduce(state, {
    type: 'answered', operation,
    results: operation.ids.map((id) => ({ id, ok: true, entry: state.entries[id]! })),
  })
const loaded = (...ids: string[]) => reduce(emptyReview, { type: 'loaded', entries: ids.map((id) => entry(id)) })

describe('optimism', () => {
  it('shows a change at once and keeps it when the server agrees', () => {
    const [started, operation] = begin(loaded('a'), { action: 'confirm' }, 'a')
    expect(started.entries['a']).toMatchObject({ status: 'confirmed', to_review: false })
    expect(started.pending).toHaveLength(1)
    const settled = ok(started, operation)
    expect(settled.entries['a']!.status).toBe('confirmed')
    expect(settled.pending).toHaveLength(0)
  })

  it('takes over what the server says instead of what was expected', () => {
    const [started, operation] = begin(loaded('a'), { action: 'correct', project: lantern, task: null }, 'a')
    expect(started.entries['a']!.project).toEqual(lantern)
    const settled = reduce(started, {
      type: 'answered', operation,
      results: [{ id: 'a', ok: true, entry: entry('a', { status: 'corrected', to_review: false, project: lantern, confidence: 1 }) }],
    })
    expect(settled.entries['a']!.confidence).toBe(1)
  })

  it('rolls back exactly the entries that failed and says why', () => {
    const [started, operation] = begin(loaded('a', 'b'), { action: 'dismiss' }, 'a', 'b')
    const settled = reduce(started, {
      type: 'answered', operation,
      results: [{ id: 'a', ok: true, entry: started.entries['a']! }, { id: 'b', ok: false, reason: 'gone' }],
    })
    expect(settled.entries['a']!.status).toBe('dismissed')
    expect(settled.entries['b']).toEqual(entry('b'))
    expect(settled.failures['b']!.reason).toBe('gone')
    expect(settled.failures['a']).toBeUndefined()
    expect(settled.done[0]!.ids).toEqual(['a'])
  })

  it('rolls everything back when the request itself failed', () => {
    const [started, operation] = begin(loaded('a', 'b'), { action: 'confirm' }, 'a', 'b')
    const settled = reduce(started, { type: 'failed', operation, reason: 'offline' })
    expect(settled.entries).toEqual(loaded('a', 'b').entries)
    expect(settled.done).toHaveLength(0)
    expect(Object.keys(settled.failures)).toEqual(['a', 'b'])
  })

  it('does not let an old answer undo a newer change of the same entry', () => {
    const [first, confirm] = begin(loaded('a'), { action: 'confirm' }, 'a')
    const [second, dismiss] = begin(first, { action: 'dismiss' }, 'a')
    const late = reduce(second, { type: 'failed', operation: confirm, reason: 'slow' })
    expect(late.entries['a']!.status).toBe('dismissed')
    expect(ok(late, dismiss).entries['a']!.status).toBe('dismissed')
  })

  it('forgets a failure when the entry is tried again', () => {
    const [started, operation] = begin(loaded('a'), { action: 'confirm' }, 'a')
    const failed = reduce(started, { type: 'failed', operation, reason: 'offline' })
    const [again] = begin(failed, { action: 'confirm' }, 'a')
    expect(again.failures['a']).toBeUndefined()
  })

  it('can be told to forget a failure', () => {
    const [started, operation] = begin(loaded('a'), { action: 'confirm' }, 'a')
    const failed = reduce(started, { type: 'failed', operation, reason: 'offline' })
    expect(reduce(failed, { type: 'forgiven', id: 'a' }).failures).toEqual({})
  })
})

describe('what takes part', () => {
  it('confirms neither what is done nor what has no project', () => {
    const state = reduce(emptyReview, {
      type: 'loaded', entries: [entry('a'), entry('b', { to_review: false }), entry('c', { project: null })],
    })
    expect(plan(state, 1, { action: 'confirm' }, ['a', 'b', 'c', 'unknown'])!.ids).toEqual(['a'])
    expect(plan(state, 1, { action: 'confirm' }, ['b', 'c'])).toBeNull()
  })

  it('corrects what was confirmed already', () => {
    const state = reduce(emptyReview, { type: 'loaded', entries: [entry('a', { to_review: false, status: 'confirmed' })] })
    expect(plan(state, 1, { action: 'correct', project: lantern }, ['a'])!.ids).toEqual(['a'])
  })
})

describe('undo', () => {
  it('gives every entry back what it was, newest operation first', () => {
    let [state, operation] = begin(loaded('a', 'b'), { action: 'confirm' }, 'a')
    state = ok(state, operation)
    ;[state, operation] = begin(state, { action: 'correct', project: lantern, task: null }, 'b')
    state = ok(state, operation)

    ;[state, operation] = beginUndo(state)
    expect(state.entries['b']).toEqual(entry('b'))
    expect(state.entries['a']!.status).toBe('confirmed')
    state = ok(state, operation)
    ;[state, operation] = beginUndo(state)
    state = ok(state, operation)
    expect(state.entries).toEqual(loaded('a', 'b').entries)
    expect(planUndo(state, 99)).toBeNull()
  })

  it('takes back only what had worked', () => {
    const [started, operation] = begin(loaded('a', 'b'), { action: 'dismiss' }, 'a', 'b')
    const settled = reduce(started, {
      type: 'answered', operation,
      results: [{ id: 'a', ok: true, entry: started.entries['a']! }, { id: 'b', ok: false, reason: 'gone' }],
    })
    expect(planUndo(settled, 5)!.ids).toEqual(['a'])
  })

  it('can be tried again after it failed, and shows the change until then', () => {
    let [state, operation] = begin(loaded('a'), { action: 'confirm' }, 'a')
    state = ok(state, operation)
    ;[state, operation] = beginUndo(state)
    state = reduce(state, { type: 'failed', operation, reason: 'offline' })
    expect(state.entries['a']!.status).toBe('confirmed')
    expect(planUndo(state, 9)!.ids).toEqual(['a'])
  })

  it('ends where it began after any run of changes and undos that all work', () => {
    let state = loaded('a', 'b', 'c')
    const before = state.entries
    let operation: Operation
    for (const change of [{ action: 'confirm' }, { action: 'dismiss' }, { action: 'correct', project: lantern }] as Change[]) {
      ;[state, operation] = begin(state, change, 'a', 'b', 'c')
      state = ok(state, operation)
    }
    while (planUndo(state, 0)) {
      ;[state, operation] = beginUndo(state)
      state = ok(state, operation)
    }
    expect(state.entries).toEqual(before)
  })
})

describe('firstSeen', () => {
  it('is what an entry was before anything was done to it here', () => {
    let [state, operation] = begin(loaded('a', 'b'), { action: 'confirm' }, 'a')
    state = ok(state, operation)
    ;[state, operation] = begin(state, { action: 'correct', project: lantern }, 'a')
    expect(firstSeen(state, state.entries['a']!)).toEqual(entry('a'))
    expect(firstSeen(state, state.entries['b']!)).toBe(state.entries['b'])
  })
})

describe('a fresh list from the server', () => {
  it('does not take away what the person is waiting for', () => {
    const [started] = begin(loaded('a', 'b'), { action: 'confirm' }, 'a')
    const reloaded = reduce(started, { type: 'loaded', entries: [entry('a'), entry('b')] })
    expect(reloaded.entries['a']!.status).toBe('confirmed')
  })

  it('keeps what the person has just dealt with in its place', () => {
    const [started, operation] = begin(loaded('a', 'b'), { action: 'confirm' }, 'a')
    const reloaded = reduce(ok(started, operation), { type: 'loaded', entries: [entry('b')] })
    expect(Object.keys(reloaded.entries).sort()).toEqual(['a', 'b'])
  })

  it('drops what is gone and was not touched here', () => {
    expect(Object.keys(reduce(loaded('a', 'b'), { type: 'loaded', entries: [entry('b')] }).entries)).toEqual(['b'])
  })
})
