import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Run } from '@/api/integrationTypes'
import { keys } from '@/api/keys'
import { useFormat } from '@/i18n/useFormat'
import { Button } from '@/kit/basics/Button'
import { Progress } from '@/kit/basics/Progress'
import { ErrorState, Notice } from '@/kit/feedback/States'
import { runQuery } from './queries'
import { useRunText } from './useRunText'
import css from './connect.module.css'

function useElapsed(since: string, running: boolean) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!running) return
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [running])
  return Math.max(0, now - Date.parse(since))
}

function Running({ integrationId, run }: { integrationId: string; run: Run }) {
  const { t } = useTranslation(['connect', 'common'])
  const format = useFormat()
  const text = useRunText()
  const elapsed = useElapsed(run.started_at, true)
  const cancel = useMutation({ mutationFn: () => api.post(`integrations/${integrationId}/runs/${run.id}/cancel`) })
  const known = run.total !== null && run.total > 0
  return (
    <div className={css['running']}>
      <div className="row between">
        <span>
          <strong>{text.phase(run)}</strong>
          {run.item && <span className="muted"> {run.item}</span>}
        </span>
        <span className="row muted small num">
          {known && <span>{t('run.of', { done: format.number(run.done ?? 0), total: format.number(run.total ?? 0) })}</span>}
          <span>{format.duration(elapsed)}</span>
          <Button small busy={cancel.isPending} onClick={() => cancel.mutate()}>{t('common:actions.cancel')}</Button>
        </span>
      </div>
      <Progress label={text.phase(run)} part={known ? (run.done ?? 0) / (run.total ?? 1) : null} />
      <p className="muted small num">{text.counts(run)}</p>
    </div>
  )
}

/** A sync run from its start to its outcome. */
export function RunProgress({ integrationId, runId, onDone }: { integrationId: string; runId: string; onDone?: (run: Run) => void }) {
  const text = useRunText()
  const queries = useQueryClient()
  const run = useQuery(runQuery(integrationId, runId))
  const finished = run.data && run.data.state !== 'running' ? run.data : undefined
  useEffect(() => {
    if (!finished) return
    void queries.invalidateQueries({ queryKey: keys.integrations })
    onDone?.(finished)
    // once per outcome: the caller's function may be a new one on every render
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [finished?.id, finished?.state])
  if (!run.data) return run.error ? <ErrorState error={run.error} retry={() => void run.refetch()} /> : <Progress label="" part={null} />
  if (!finished) return <Running integrationId={integrationId} run={run.data} />
  return (
    <Notice live tone={finished.state === 'succeeded' ? 'ok' : finished.state === 'failed' ? 'danger' : 'warn'}>
      <p><strong>{text.outcome(finished)}</strong></p>
      <p className="num">{finished.error ? text.error(finished.error) : text.counts(finished)}</p>
    </Notice>
  )
}
