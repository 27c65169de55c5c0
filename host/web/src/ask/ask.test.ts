import { describe, expect, it } from 'vitest'
import { eventsOf } from '@/api/ask'
import { most, remembered } from './history'
import { askSearch } from './search'

describe('events of a stream', () => {
  it('are whole ones; half of one waits for the rest', () => {
    const first = eventsOf(': reading\n\nevent: segment\ndata: {"text":"a"}\n\nevent: do')
    expect(first.events).toEqual([{ kind: 'segment', data: '{"text":"a"}' }])
    expect(eventsOf(`${first.rest}ne\ndata: {}\n\n`).events).toEqual([{ kind: 'done', data: '{}' }])
  })
})

describe('questions that were asked', () => {
  it('are kept once, the newest first, and not for ever', () => {
    expect(remembered(['b', 'a'], 'a')).toEqual(['a', 'b'])
    expect(remembered(Array.from({ length: 30 }, (_, i) => `q${i}`), 'new')).toHaveLength(most)
  })
})

describe('the address of the page', () => {
  it('keeps what means something', () => {
    expect(askSearch({ range: 'week', from: '2026-02-30', q: 'x' })).toEqual({ range: 'week', from: undefined, to: undefined, q: 'x' })
  })
})
