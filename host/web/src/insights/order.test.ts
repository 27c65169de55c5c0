import { describe, expect, it } from 'vitest'
import type { Insight } from '@/api/insightTypes'
import { grouped } from './order'

const insight = (id: string, date: string, more: Partial<Insight> = {}): Insight => ({
  task: null,
  id, date, kind: 'ping_pong', scope: 'day', span: date, severity: 1, numbers: {}, blocks: [], state: 'open', info: false, raised_at: '', changed_at: '', read_at: null, useful: null, ...more,
})

describe('grouped', () => {
  it('puts today apart, unread before read, and the weightier first', () => {
    const items = [
      insight('a', '2026-11-20', { read_at: 'x' }), insight('b', '2026-11-19'), insight('c', '2026-11-21'), insight('d', '2026-11-21', { severity: 3 }),
      insight('e', '2026-11-21', { severity: 3, read_at: 'x' }),
    ]
    const { now, earlier } = grouped({ today: '2026-11-21', items, next: null })
    expect(now.map((one) => one.id)).toEqual(['d', 'c', 'e'])
    expect(earlier.map((one) => one.id)).toEqual(['b', 'a'])
  })

  it('is empty before anything is known', () => expect(grouped(undefined)).toEqual({ now: [], earlier: [] }))
})
