import { describe, expect, it } from 'vitest'
import { blank, bodyOf, draftOf, faultsOf } from './draft'

describe('a rule being written', () => {
  it('needs text in every condition and something it decides', () => {
    expect(Object.keys(faultsOf(draftOf()))).toEqual(['when.all[0].value', 'then'])
    const good = { ...draftOf(), all: [{ ...blank, value: 'banyan' }], category: 'work/code' }
    expect(faultsOf(good)).toEqual({})
    expect(faultsOf({ ...good, all: [{ field: 'title', op: 'regex', value: '(' }] })).toEqual({ 'when.all[0].value': 'invalid' })
    expect(faultsOf({ ...good, all: [] })).toEqual({ 'when.all': 'required' })
    expect(faultsOf({ ...good, not: [blank] })).toEqual({ 'when.not[0].value': 'required' })
  })

  it('is sent without stray spaces and with what is open left open', () => {
    const body = bodyOf({ ...draftOf(), name: ' ', all: [{ field: 'app', op: 'equals', value: ' Slack ' }], category: ' work/comms ' })
    expect(body).toMatchObject({ name: null, enabled: true, when: { all: [{ value: 'Slack' }], not: [] }, then: { category: 'work/comms', kind: null, project_id: null, task_id: null } })
  })
})
