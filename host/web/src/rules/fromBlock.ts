import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import { keys } from '@/api/keys'
import type { BlockExplanation, RuleCondition } from '@/api/types'
import type { RuleStart } from './draft'

const shortest = 4

/** The block that a link from its evidence names. */
export const useBlock = ({ field, value = '' }: { field?: string; value?: string }) =>
  useQuery({
    queryKey: keys.explain(value),
    queryFn: ({ signal }) => api.get<BlockExplanation>(`blocks/${value}/explain`, {}, signal),
    enabled: field === 'block' && value !== '',
    retry: false,
  })

/** The word that stands in most of the time's titles; the longer one of two. */
export function commonWord(activity: BlockExplanation['activity'], app: string): string | undefined {
  const times = new Map<string, number>()
  for (const one of activity) {
    const words = new Set((one.title ?? '').toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}_-]+/gu) ?? [])
    for (const word of words) {
      if (word.length >= shortest && !/^\d+$/.test(word) && !app.toLowerCase().includes(word)) times.set(word, (times.get(word) ?? 0) + one.duration_ms)
    }
  }
  return [...times].sort((a, b) => b[1] - a[1] || b[0].length - a[0].length)[0]?.[0]
}

/** A first condition for more than the program alone, which would be too broad: a site, else a word of the titles. */
function conditionOf(activity: BlockExplanation['activity']): RuleCondition {
  const top = activity[0]
  const host = top?.url?.replace(/^[a-z]+:\/\//, '').split('/')[0]
  if (host) return { field: 'host', op: 'equals', value: host }
  const word = commonWord(activity.filter((one) => one.app === top?.app), top?.app ?? '')
  return word ? { field: 'title', op: 'word', value: word } : { field: 'app', op: 'equals', value: top?.app ?? '' }
}

export function startOfBlock({ block, activity }: BlockExplanation): RuleStart {
  const key = block.evidence.find((one) => one.signal.startsWith('ticket-'))?.value
  return {
    scope: 'user',
    when: { all: [key && !block.task ? { field: 'ticket', op: 'equals', value: key } : conditionOf(activity)], not: [] },
    then: {},
    target: block.project ? { project: block.project, task: block.task } : undefined,
  }
}
