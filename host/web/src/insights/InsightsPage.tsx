import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Insight } from '@/api/insightTypes'
import { useSave } from '@/api/useSave'
import { Button } from '@/kit/basics/Button'
import { Card, Page } from '@/kit/basics/Page'
import { Await, Empty } from '@/kit/feedback/States'
import { Switch } from '@/kit/form/Field'
import { useShortcuts } from '@/shell/keyboard'
import { notifyUndo } from '@/shell/toasts'
import { insightsKey, insightsQuery, noticesKey } from '@/signals/queries'
import { useInsightText } from '@/signals/useInsightText'
import { InsightItem, type Act } from './InsightItem'
import { grouped } from './order'
import css from './insights.module.css'

/** What was unusual in the last four weeks: today first, unread before read. */
export function InsightsPage() {
  const { t } = useTranslation(['insights', 'common'])
  const text = useInsightText()
  const queries = useQueryClient()
  const [resolved, setResolved] = useState(false)
  const [cursor, setCursor] = useState(0)
  const query = useQuery(insightsQuery({ limit: 200, resolved: resolved || undefined }))
  const { now, earlier } = grouped(query.data)
  const all = [...now, ...earlier]

  const change = useSave(({ id, ...body }: { id: string; read?: boolean; useful?: string }) => api.patch(`insights/${id}`, body), [insightsKey])
  const readAll = useSave(() => api.post('insights/read', {}), [insightsKey, noticesKey])
  const unmute = (kind: string) => api.delete(`insights/mutes/${kind}`).then(() => queries.invalidateQueries({ queryKey: insightsKey }))
  const mute = useSave((insight: Insight) => api.post(`insights/${insight.id}/mute`, { for: 'week' }), [insightsKey], (_, insight) =>
    notifyUndo(t('snoozed', { kind: text.name(insight) }), t('common:actions.undo'), () => void unmute(insight.kind)))
  const act: Act = {
    snooze: (insight) => mute.mutate(insight),
    rate: (insight, useful) => change.mutate({ id: insight.id, read: true, useful: insight.useful === useful ? 'unsaid' : useful ? 'yes' : 'no' }),
    read: (insight) => change.mutate({ id: insight.id, read: true }),
  }
  const move = (by: number) => {
    const to = Math.max(0, Math.min(all.length - 1, cursor + by))
    setCursor(to)
    requestAnimationFrame(() => document.getElementById(`insight-${all[to]?.id}`)?.focus())
  }
  const here = all[cursor]
  useShortcuts([
    { keys: 'j', label: t('keys.next'), run: () => move(1) },
    { keys: 'k', label: t('keys.previous'), run: () => move(-1) },
    { keys: 's', label: t('snooze'), run: () => (here ? act.snooze(here) : false) },
    { keys: 'x', label: t('notUseful'), run: () => (here ? act.rate(here, false) : false) },
  ])

  const list = (title: string, items: Insight[], from: number) => items.length > 0 && (
    <section className="stack">
      <h2>{title}</h2>
      <ul className={css['list']}>
        {items.map((insight, i) => <InsightItem key={insight.id} insight={insight} act={act} focused={cursor === from + i} onFocus={() => setCursor(from + i)} />)}
      </ul>
    </section>
  )
  return (
    <Page title={t('title')} lead={t('lead')}
      actions={all.some((insight) => insight.read_at === null) && <Button icon="check" busy={readAll.isPending} onClick={() => readAll.mutate(undefined)}>{t('readAll')}</Button>}>
      <Switch label={t('showResolved')} checked={resolved} onChange={setResolved} />
      <Await query={query}>
        {() => all.length === 0 ? <Card><Empty icon="check" title={t('emptyTitle')}>{t('emptyText')}</Empty></Card> : (
          <>{list(t('today'), now, 0)}{list(t('earlier'), earlier, now.length)}</>
        )}
      </Await>
    </Page>
  )
}
