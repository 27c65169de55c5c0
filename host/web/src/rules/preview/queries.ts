import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '@/api/client'
import { keys } from '@/api/keys'
import type { FullDraft, RulePreview } from '@/api/ruleTypes'

/** What the rule would change. The answer before stays while the next one is worked out. */
export const previewQuery = (rule: FullDraft, ruleId: string | undefined, days: number) =>
  queryOptions({
    queryKey: [...keys.rules, 'preview', ruleId ?? null, days, rule],
    queryFn: () => api.post<RulePreview>('rules/preview', { rule, rule_id: ruleId ?? null, days }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  })
