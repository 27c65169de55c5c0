import { queryOptions } from '@tanstack/react-query'
import { api } from '@/api/client'
import { keys } from '@/api/keys'
import type { DayRun, RuleVersion } from '@/api/ruleTypes'

const soon = 1500
const later = 60_000

/** Days derived again. While one is at work it is asked for soon again. */
export const runsQuery = queryOptions({
  queryKey: [...keys.rules, 'runs'],
  queryFn: ({ signal }) => api.get<{ items: DayRun[] }>('enrichment/runs', {}, signal),
  refetchInterval: (query) => (query.state.data?.items.some((run) => run.state === 'running') ? soon : later),
})

export const versionsQuery = (ruleId: string) =>
  queryOptions({
    queryKey: [...keys.rules, ruleId, 'versions'],
    queryFn: ({ signal }) => api.get<{ items: RuleVersion[] }>(`rules/${ruleId}/versions`, {}, signal),
  })
