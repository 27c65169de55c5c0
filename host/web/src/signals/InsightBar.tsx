import { useTranslation } from 'react-i18next'
import type { Insight } from '@/api/insightTypes'
import { useInsightText } from './useInsightText'
import css from './signals.module.css'

/** The value against its bound: a bar and a mark, and both in words. */
export function InsightBar({ insight }: { insight: Insight }) {
  const { t } = useTranslation('insights')
  const text = useInsightText()
  const value = insight.numbers['value'] ?? 0
  const limit = insight.numbers['limit']
  if (limit === undefined) return null
  const most = Math.max(value, limit) * 1.1 || 1
  return (
    <div className={css['bar']} role="img" aria-label={t('bar', { value: text.value(insight, value), limit: text.value(insight, limit) })}>
      <span className={css['fill']} data-severity={insight.severity} style={{ inlineSize: `${(value / most) * 100}%` }} />
      <span className={css['mark']} style={{ insetInlineStart: `${(limit / most) * 100}%` }} />
    </div>
  )
}
