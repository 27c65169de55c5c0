import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { keys } from '@/api/keys'
import type { DayRun } from '@/api/ruleTypes'
import { ButtonLink } from '@/kit/basics/Button'
import { Notice } from '@/kit/feedback/States'

/** Past days that would change without the person having asked: said where they are reviewed, decided among the rules. */
export function WaitingDays() {
  const { t } = useTranslation('day')
  const runs = useQuery({ queryKey: [...keys.rules, 'runs'], queryFn: ({ signal }) => api.get<{ items: DayRun[] }>('enrichment/runs', {}, signal), retry: false })
  const days = new Set(runs.data?.items.flatMap((run) => run.held_days) ?? [])
  if (days.size === 0) return null
  return <Notice tone="warn" action={<ButtonLink small to="/rules">{t('waiting.look')}</ButtonLink>}>{t('waiting.days', { count: days.size })}</Notice>
}
