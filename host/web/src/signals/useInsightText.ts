import { useTranslation } from 'react-i18next'
import type { Insight } from '@/api/insightTypes'
import { useFormat } from '@/i18n/useFormat'

const MINUTE = 60_000
const times = new Set(['meeting_gaps', 'after_hours', 'short_rest', 'long_streak', 'no_meal_break', 'overwork', 'capture_gap'])
const shares = new Set(['fragmented_focus', 'meeting_load', 'estimate_overrun', 'unattributed_share'])

/** An insight in words: whole sentences from the texts, numbers from the server. */
export function useInsightText() {
  const { t } = useTranslation('insights')
  const format = useFormat()
  const decimal = new Intl.NumberFormat(format.locale, { maximumFractionDigits: 1 })
  const write = (insight: Insight, value: number) => {
    if (insight.kind === 'after_hours' && insight.scope === 'week') return format.percent(value)
    if (times.has(insight.kind)) return format.duration(value * MINUTE)
    return shares.has(insight.kind) ? format.percent(value) : decimal.format(value)
  }
  const params = (insight: Insight) => {
    const named: Record<string, string> = {}
    for (const [name, value] of Object.entries(insight.numbers)) named[name] = name.endsWith('minutes') ? format.duration(value * MINUTE) : decimal.format(value)
    return { ...named, task: insight.task ? `${insight.task.key} ${insight.task.title}` : '', value: write(insight, insight.numbers['value'] ?? 0), limit: write(insight, insight.numbers['limit'] ?? 0) }
  }
  const key = (insight: Insight) => {
    if (insight.kind === 'after_hours' && insight.scope === 'week') return 'after_hours_week'
    return insight.kind === 'estimate_overrun' && insight.task ? 'estimate_overrun_task' : insight.kind
  }
  return {
    name: (insight: Pick<Insight, 'kind'>) => t(`kind.${insight.kind}`),
    sentence: (insight: Insight) => t(`sentence.${key(insight)}`, params(insight)),
    because: (insight: Insight) => t(`because.${key(insight)}`, params(insight)),
    value: write,
  }
}
