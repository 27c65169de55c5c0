import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Goal, GoalPeriod } from '@/api/statsTypes'
import { useSave } from '@/api/useSave'
import { useFormat } from '@/i18n/useFormat'
import { Button, IconButton } from '@/kit/basics/Button'
import { Badge, type Tone } from '@/kit/basics/Marks'
import { Card, Page } from '@/kit/basics/Page'
import { Await, Empty } from '@/kit/feedback/States'
import { ConfirmDialog } from '@/kit/overlay/ConfirmDialog'
import { useShortcuts } from '@/shell/keyboard'
import { goalsQuery, useStatsLive } from '@/stats/queries'
import { StatTabs } from '@/stats/StatTabs'
import { GoalDialog } from './GoalDialog'
import css from '@/stats/stats.module.css'

const tones: Record<GoalPeriod['status'], Tone> = { success: 'ok', fail: 'danger', pending: 'accent', ignored: 'neutral' }

/** The last periods, oldest first: full, crossed or hollow, with words for who does not see them. Before there was a goal nothing was missed. */
function History({ goal }: { goal: Goal }) {
  const { t } = useTranslation('goals')
  const format = useFormat()
  const before = (p: GoalPeriod): GoalPeriod => (p.actual_ms === 0 && p.end < goal.created_at.slice(0, 10) ? { ...p, status: 'ignored' } : p)
  const text = (p: GoalPeriod) => `${format.range(p.start, p.end)}: ${t(`status.${p.status}`)}, ${format.duration(p.actual_ms)}`
  return (
    <ol className={css['history']} aria-label={t('history')}>
      {goal.history.map(before).map((period) => (
        <li key={period.start} data-status={period.status} title={text(period)}><span className="visually-hidden">{text(period)}</span></li>
      ))}
    </ol>
  )
}

function GoalCard({ goal, onEdit, onDelete }: { goal: Goal; onEdit: () => void; onDelete: () => void }) {
  const { t } = useTranslation(['goals', 'common'])
  const format = useFormat()
  const { progress } = goal
  const part = progress.target_ms > 0 ? progress.actual_ms / progress.target_ms : 0
  const what = goal.subject === 'total' ? t('subject.total') : `${t(`subject.${goal.subject}`)}: ${goal.value ?? ''}`
  return (
    <li className={css['goal']} data-off={!goal.enabled || undefined}>
      <div className="row between">
        <div>
          <h2>{goal.name}</h2>
          <p className="muted small">{t(goal.at_most ? `atMost.${goal.period}` : `atLeast.${goal.period}`, { duration: format.duration(goal.target_ms) })} · {what}</p>
        </div>
        <div className="row">
          {goal.enabled ? <Badge tone={tones[progress.status]}>{t(`status.${progress.status}`)}</Badge> : <Badge>{t('off')}</Badge>}
          <IconButton small icon="edit" label={t('editOf', { name: goal.name })} onClick={onEdit} />
          <IconButton small icon="trash" label={t('deleteOf', { name: goal.name })} onClick={onDelete} />
        </div>
      </div>
      <div className={css['meter']} data-status={progress.status} role="progressbar" aria-label={goal.name} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.min(100, Math.round(part * 100))}
        aria-valuetext={t('of', { done: format.duration(progress.actual_ms), target: format.duration(progress.target_ms) })}>
        <span style={{ width: `${Math.min(100, part * 100)}%` }} />
      </div>
      <div className="row between">
        <span className="small num">{t('of', { done: format.duration(progress.actual_ms), target: format.duration(progress.target_ms) })} <span className="muted">{format.percent(part)}</span></span>
        <History goal={goal} />
      </div>
    </li>
  )
}

/** What a person wants to reach, or to keep below. */
export function GoalsPage() {
  const { t } = useTranslation(['goals', 'common'])
  const goals = useQuery(goalsQuery)
  const [edited, setEdited] = useState<Goal | 'new' | null>(null)
  const [removing, setRemoving] = useState<Goal | null>(null)
  const remove = useSave((id: string) => api.delete(`goals/${id}`), [goalsQuery.queryKey])
  useStatsLive()
  useShortcuts([{ keys: 'n', label: t('new'), run: () => setEdited('new') }])
  const add = <Button kind="primary" icon="plus" onClick={() => setEdited('new')}>{t('new')}</Button>
  return (
    <Page title={t('title')} lead={t('lead')} actions={add}>
      <StatTabs />
      <Await query={goals}>
        {({ items }) => items.length === 0 ? (
          <Card><Empty icon="check" title={t('emptyTitle')} action={add}>{t('emptyText')}</Empty></Card>
        ) : (
          <ul className={css['goals']}>
            {items.map((goal) => <GoalCard key={goal.id} goal={goal} onEdit={() => setEdited(goal)} onDelete={() => setRemoving(goal)} />)}
          </ul>
        )}
      </Await>
      {edited && <GoalDialog goal={edited === 'new' ? undefined : edited} onClose={() => setEdited(null)} />}
      {removing && (
        <ConfirmDialog open onClose={() => setRemoving(null)} title={t('deleteOf', { name: removing.name })} confirm={t('common:actions.delete')} run={() => remove.mutateAsync(removing.id)}>
          {t('deleteText')}
        </ConfirmDialog>
      )}
    </Page>
  )
}
