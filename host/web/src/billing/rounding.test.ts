import { describe, expect, it } from 'vitest'
import { draftOf, minutesFault, ruleOf } from './rounding'

describe('a rounding rule', () => {
  it('is the same after it was looked at', () => {
    for (const rule of [null, { mode: 'up', minutes: 6, per: 'day' }, { mode: 'none', minutes: 1, per: 'entry' }] as const) expect(ruleOf(draftOf(rule))).toEqual(rule)
  })

  it('needs whole minutes where something is rounded', () => {
    const fault = (minutes: string) => minutesFault({ mode: 'up', minutes, per: 'entry' })
    expect(['1', '240', '', '0', '241', '7.5', '-3', '1e2'].map(fault)).toEqual([null, null, 'required', ...Array(5).fill('out-of-range-between')])
    expect(minutesFault({ mode: 'none', minutes: '', per: 'entry' })).toBeNull()
    expect(minutesFault({ mode: '', minutes: '', per: 'entry' })).toBeNull()
  })
})
