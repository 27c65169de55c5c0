import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { DayRun } from '@/api/ruleTypes'
import { useSave } from '@/api/useSave'
import { useZone } from '@/api/useMe'
import { useFormat } from '@/i18n/useFormat'
import { Button } from '@/kit/basics/Button'
import { Badge } from '@/kit/basics/Marks'
import { Card } from '@/kit/basics/Page'
import { Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { Disagreements } from '../preview/Disagreements'
import { TaskShifts } from '../preview/TaskShifts'
import { staleByRules } from '../queries'
import { runsQuery } from './queries'
import css from './runs.module.css'

const shown = 8

const useCause = () => {
  const { t } = useTranslation('rules')
  return (run: DayRun) => (run.rule ? t(`runs.because.${run.reason}`, { name: run.rule.name }) : t(`runs.because.${run.reason}Plain`))
}

/** Past days that would change without the person having asked: let through, or keep as they are. */
export function WaitingRuns() {
  const { t } = useTranslation('rules')
  const format = useFormat()
  const cause = useCause()
  const problemText = useProblemText()
  const runs = useQuery(runsQuery).data?.items.filter((run) => run.state === 'waiting') ?? []
  const decide = useSave(({ id, answer }: { id: string; answer: 'accept' | 'discard' }) => api.post<DayRun>(`enrichment/runs/${id}/${answer}`), staleByRules)
  return runs.map((run) => (
    <Notice key={run.id} tone="warn">
      <p><strong>{t('runs.waiting', { count: run.held_days.length, time: format.duration(run.held_ms), days: format.list(run.held_days.slice(0, 5).map((day) => format.date(day, 'short'))) })}</strong></p>
      <p className="small">{cause(run)} {t('runs.waitingWhy')}</p>
      <details className={css['details']}>
        <summary>{t('runs.show')}</summary>
        <TaskShifts tasks={run.tasks} />
        <Disagreements items={run.disagreements} />
      </details>
      {decide.error && <p role="alert">{problemText(decide.error)}</p>}
      <div className={css['answer']}>
        <Button small kind="primary" busy={decide.isPending} onClick={() => decide.mutate({ id: run.id, answer: 'accept' })}>{t('runs.accept')}</Button>
        <Button small busy={decide.isPending} onClick={() => decide.mutate({ id: run.id, answer: 'discard' })}>{t('runs.discard')}</Button>
      </div>
    </Notice>
  ))
}

/** What changes of rules moved, newest first. */
export function Runs() {
  const { t } = useTranslation('rules')
  const runs = useQuery(runsQuery).data?.items.filter((run) => run.state === 'running' || run.state === 'done' && (run.changed_ms > 0 || run.disagreements.length > 0)).slice(0, shown) ?? []
  if (runs.length === 0) return null
  return (
    <Card title={t('runs.title')} flush>
      <ul className={css['runs']} aria-live="polite">
        {runs.map((run) => <li key={run.id}><Run run={run} /></li>)}
      </ul>
    </Card>
  )
}

function Run({ run }: { run: DayRun }) {
  const { t } = useTranslation('rules')
  const format = useFormat()
  const zone = useZone()
  const cause = useCause()
  return (
    <details className={css['details']}>
      <summary>
        <span className={css['summary']}>
          <span className="grow">{cause(run)}</span>
          {run.state === 'running'
            ? <Badge tone="accent">{t('runs.running', { done: format.number(run.days - run.pending_days), all: format.number(run.days) })}</Badge>
            : <span className="num small nowrap">{t('runs.moved', { time: format.duration(run.changed_ms), count: run.days })}</span>}
          <span className="muted small nowrap">{format.moment(run.started_at, zone)}</span>
        </span>
      </summary>
      <TaskShifts tasks={run.tasks} />
      <Disagreements items={run.disagreements} />
    </details>
  )
}
