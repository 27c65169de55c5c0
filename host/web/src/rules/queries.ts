import { queryOptions } from '@tanstack/react-query'
import { api } from '@/api/client'
import { keys } from '@/api/keys'
import type { Page, Rule, RuleFields, UnlabelledWord } from '@/api/types'

export const rulesQuery = queryOptions({ queryKey: keys.rules, queryFn: ({ signal }) => api.get<Page<Rule>>('rules', {}, signal) })

export const fieldsQuery = queryOptions({
  queryKey: keys.ruleFields,
  queryFn: ({ signal }) => api.get<RuleFields>('rules/fields', {}, signal),
  staleTime: Infinity,
})

export const wordsQuery = (days: number) =>
  queryOptions({
    queryKey: keys.ruleWords(days),
    queryFn: ({ signal }) => api.get<{ items: UnlabelledWord[] }>('rules/words', { days }, signal),
  })

/** What a changed rule makes stale: rules and everything labelled by them. */
export const staleByRules = [keys.rules, ['day'], ['timesheet'], ['entries'], ['review'], ['explain']] as const
