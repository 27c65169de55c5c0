import { describe, expect, it } from 'vitest'
import type { Rate } from '@/api/billingTypes'
import { placed } from './rateOrder'

const rate = (id: string, part: Partial<Rate>): Rate =>
  ({ id, client_id: null, project_id: null, task: null, person_id: null, of_person: false, effective_from: '2026-01-01', minor_per_hour: 1, ...part })

describe('rates', () => {
  it('stand from all time down to one task, each with its name, the latest first', () => {
    const rates = [
      rate('task', { task: { id: 't', key: 'A-1', title: 'Fix it' } }), rate('late', { project_id: 'p', effective_from: '2026-03-01' }), rate('early', { project_id: 'p' }),
      rate('client', { client_id: 'c' }), rate('hers', { of_person: true, person_id: 'x' }), rate('gone', { of_person: true }), rate('all', {}),
    ]
    const rows = placed(
      { currency: 'EUR', rounding: { mode: 'none', minutes: 1, per: 'entry' }, projects: [{ id: 'p', name: 'Alpha', client_id: null, billable: true, rounding: null }], rates },
      [{ id: 'c', name: 'Acme', archived: true }])
    expect(rows.map((row) => row.rate.id)).toEqual(['all', 'hers', 'gone', 'client', 'late', 'early', 'task'])
    expect(rows.map((row) => row.name)).toEqual(['', '', '', 'Acme', 'Alpha', 'Alpha', 'A-1 Fix it'])
  })
})
