import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Integration } from '@/api/integrationTypes'
import { keys } from '@/api/keys'
import { isProblem } from '@/api/problem'
import { ConnectorForm } from '@/connect/ConnectorForm'
import { connectorsQuery, integrationQuery } from '@/connect/queries'
import { RunProgress } from '@/connect/RunProgress'
import { useFormat } from '@/i18n/useFormat'
import { Button, ButtonLink } from '@/kit/basics/Button'
import { Card, Page } from '@/kit/basics/Page'
import { Await, Empty, Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { notify } from '@/shell/toasts'
import { useShortcuts } from '@/shell/keyboard'
import { DangerZone } from './DangerZone'
import { RunHistory } from './RunHistory'
import { ScheduleForm } from './ScheduleForm'
import { StateDot } from './StateDot'

function Overview({ integration }: { integration: Integration }) {
  const { t } = useTranslation('integrations')
  const format = useFormat()
  const problemText = useProblemText()
  const queries = useQueryClient()
  const running = integration.last_run?.state === 'running' ? integration.last_run.id : null
  const [now] = useState(() => Date.now())
  const [started, setStarted] = useState<string | null>(null)
  const stale = () => queries.invalidateQueries({ queryKey: keys.integrations })
  const sync = useMutation({
    mutationFn: () => api.post<{ run_id: string }>(`integrations/${integration.id}/sync`),
    onSuccess: ({ run_id }) => (setStarted(run_id), stale()),
    onError: (e) => isProblem(e, 'sync-running') && typeof e.body['run_id'] === 'string' && setStarted(e.body['run_id']),
  })
  const paused = integration.state === 'paused'
  const pause = useMutation({ mutationFn: () => api.post(`integrations/${integration.id}/${paused ? 'resume' : 'pause'}`), onSuccess: stale })
  const shown = started ?? running
  const missing = integration.state === 'connector-missing'
  const start = () => !sync.isPending && !running && !missing && sync.mutate()
  useShortcuts([{ keys: 's', label: t('syncNow'), run: () => void start() }])
  return (
    <Card title={t('statusTitle')} aside={<StateDot integration={integration} />}>
      <div className="stack">
        {missing && <Notice tone="danger">{t('missing')}</Notice>}
        <div className="row">
          <Button kind="primary" icon="refresh" busy={sync.isPending} disabled={running !== null || missing} onClick={start}>{t('syncNow')}</Button>
          <Button icon={paused ? 'play' : 'pause'} busy={pause.isPending} onClick={() => pause.mutate()}>{t(paused ? 'resume' : 'pause')}</Button>
          {integration.next_run_at && !paused && !running && Date.parse(integration.next_run_at) > now && <span className="muted small num">{t('card.next', { time: format.ago(integration.next_run_at) })}</span>}
        </div>
        {sync.error && !isProblem(sync.error, 'sync-running') && <Notice tone="danger" live>{problemText(sync.error)}</Notice>}
        {pause.error && <Notice tone="danger" live>{problemText(pause.error)}</Notice>}
        {shown && <RunProgress key={shown} integrationId={integration.id} runId={shown} />}
      </div>
    </Card>
  )
}

function Settings({ integration }: { integration: Integration }) {
  const { t } = useTranslation(['integrations', 'common'])
  const connectors = useQuery(connectorsQuery)
  return (
    <Card title={t('settingsTitle')}>
      <Await query={connectors}>
        {({ items }) => {
          const connector = items.find((c) => c.id === integration.connector)
          if (!connector) return <p className="muted">{t('missing')}</p>
          return <ConnectorForm connector={connector} integration={integration} saveLabel={t('common:actions.save')} onSaved={() => notify(t('common:actions.saved'))} />
        }}
      </Await>
    </Card>
  )
}

/** One integration: state and sync, settings, schedule, history, and leaving. */
export function IntegrationPage() {
  const { t } = useTranslation('integrations')
  const { integrationId } = useParams({ from: '/app/integrations/$integrationId' })
  const navigate = useNavigate()
  const integration = useQuery(integrationQuery(integrationId))
  if (isProblem(integration.error) && integration.error.status === 404) {
    return <Page title={t('title')}><Empty icon="integrations" title={t('gone')} action={<ButtonLink to="/integrations">{t('title')}</ButtonLink>} /></Page>
  }
  return (
    <Page title={integration.data?.name ?? t('title')} lead={integration.data?.connector_name === integration.data?.name ? undefined : integration.data?.connector_name} back={{ to: '/integrations', label: t('title') }}>
      <Await query={integration}>
        {(data) => (
          <>
            <Overview integration={data} />
            <RunHistory integrationId={data.id} />
            <Settings key={data.id} integration={data} />
            <ScheduleForm integration={data} />
            <DangerZone integration={data} onGone={() => void navigate({ to: '/integrations' })} />
          </>
        )}
      </Await>
    </Page>
  )
}
