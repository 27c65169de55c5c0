import { describe, expect, it } from 'vitest'
import type { BlockExplanation } from '@/api/types'
import { commonWord, startOfBlock } from './fromBlock'

const project = { id: 'p', name: 'Harbor', color: '#123456' }
const task = { id: 't', key: 'HBR-1', title: 'Checkout' }
const seen = (app: string, title: string | null, url: string | null, duration_ms: number) => ({ app, title, url, duration_ms })
const explained = (activity: BlockExplanation['activity'], has: object = {}) =>
  ({ block: { project, task, evidence: [], ...has }, activity }) as unknown as BlockExplanation

describe('a rule from a block', () => {
  it('asks for the site that was seen longest and keeps project and task', () => {
    const start = startOfBlock(explained([seen('Chrome', 'A page', 'https://docs.example.com/a/b', 9), seen('Slack', 'general', null, 5)]))
    expect(start.when.all).toEqual([{ field: 'host', op: 'equals', value: 'docs.example.com' }])
    expect(start.target).toEqual({ project, task })
  })

  it('asks for a word of the titles rather than for the program alone', () => {
    const activity = [seen('Slack', 'northpier-ops | Slack', null, 9), seen('Slack', 'northpier-ops thread | Slack', null, 5)]
    expect(startOfBlock(explained(activity)).when.all).toEqual([{ field: 'title', op: 'word', value: 'northpier-ops' }])
    expect(startOfBlock(explained([seen('Notes', null, null, 9)])).when.all[0]?.field).toBe('app')
  })

  it('counts a word once per title, by time', () => {
    expect(commonWord([seen('x', 'plan plan plan', null, 3), seen('x', 'budget', null, 5)], 'x')).toBe('budget')
  })
})
