import { describe, expect, it } from 'vitest'
import type { ModelSettings } from '@/api/modelTypes'
import { draftOf, requestOf, faultsOf } from './modelDraft'

const stored: ModelSettings = {
  mode: 'cloud', provider: 'openai', base_url: 'https://models.example/v1', model: 'small', key_set: true, max_items: 40,
  budget: { period: 'month', max_tokens: null, max_cost_micros: 2_500_000, used_tokens: 10, used_cost_micros: 5 },
  user_budget: { period: 'day', max_tokens: 20_000, max_cost_micros: null, used_tokens: 0, used_cost_micros: 0 },
  price_in_micros: null, price_out_micros: null, updated_at: null,
}

describe('the form of a model', () => {
  it('saves what it was opened with, and keeps the key', () => {
    expect(requestOf(draftOf(stored))).toEqual({
      mode: 'cloud', provider: 'openai', base_url: 'https://models.example/v1', model: 'small', key: null, max_items: 40,
      budget: { period: 'month', max_tokens: null, max_cost_micros: 2_500_000 }, user_budget: { period: 'day', max_tokens: 20_000, max_cost_micros: null },
      price_in_micros: null, price_out_micros: null,
    })
  })

  it('sends a typed key, and an empty one when it is to be forgotten', () => {
    expect(requestOf({ ...draftOf(stored), key: ' secret ' }).key).toBe('secret')
    expect(requestOf({ ...draftOf(stored), key: 'secret', forgetKey: true }).key).toBe('')
  })

  it('reads dollars with a point or a comma, to the millionth', () => {
    const draft = draftOf(stored)
    expect(requestOf({ ...draft, budget: { ...draft.budget, dollars: '0.15' } }).budget.max_cost_micros).toBe(150_000)
    expect(requestOf({ ...draft, priceIn: '0,000001' }).price_in_micros).toBe(1)
  })

  it('names the fields that hold no number, or nothing where something has to be', () => {
    const draft = draftOf(stored)
    expect(faultsOf(draft)).toEqual({})
    expect(faultsOf({ ...draft, maxItems: 'many', budget: { ...draft.budget, dollars: '1,0,0' } })).toEqual({ max_items: 'invalid-number', 'budget.max_cost_micros': 'invalid-number' })
    expect(faultsOf({ ...draft, baseUrl: ' ', model: '' })).toEqual({ base_url: 'required', model: 'required' })
    expect(faultsOf({ ...draft, mode: 'off', baseUrl: '', model: '' })).toEqual({})
  })
})
