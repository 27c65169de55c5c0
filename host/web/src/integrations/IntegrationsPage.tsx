import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Connector, Integration } from '@/api/integrationTypes'
import { CaptureWays } from '@/connect/capture/CaptureWays'
import { connectorsQuery, integrationsQuery } from '@/connect/queries'
import { useLabels } from '@/connect/useLabels'
import { useRunText } from '@/connect/useRunText'
import { ImportFile } from '@/connect/ImportFile'
import { useFormat } from '@/i18n/useFormat'
import { Button, ButtonLink } from '@/kit/basics/Button'
import { Badge } from '@/kit/basics/Marks'
import { Icon } from '@/kit/basics/Icon'
import { Card, Page } from '@/kit/basics/Page'
import { Await, NoMatch } from '@/kit/feedback/States'
import { Dialog } from '@/kit/overlay/Dialog'
import { RunState, StateDot } from './StateDot'
import form from '@/kit/form/form.module.css'
import css from './integrations.module.css'

const failing = (i: Integration) => i.last_run?.state === 'failed' || i.state === 'connector-missing'

function Connected({ integration }: { integration: Integration }) {
  const { t } = useTranslation('integrations')
  const format = useFormat()
  const runText = useRunText()
  const run = integration.last_run
  return (
    <Link to="/integrations/$integrationId" params={{ integrationId: integration.id }} className={css['card']}>
      <span className={css['icon']}><Icon name="integrations" size={22} /></span>
      <div className="grow">
        <div className="row"><strong className="truncate">{integration.name}</strong><StateDot integration={integration} /></div>
        {integration.connector_name !== integration.name && <p className="muted small">{integration.connector_name}</p>}
        <p className="small num">
          {run ? <><RunState state={run.state} /> <span className="muted">{format.ago(run.finished_at ?? run.started_at)}</span></> : <span className="muted">{t('card.never')}</span>}
        </p>
        {run?.error && <p className={`${css['reason']} small`}>{runText.error(run.error)}</p>}
        {run && !run.error && run.accepted > 0 && <p className="muted small num">{t('card.brought', { count: run.accepted, number: format.number(run.accepted) })}</p>}
        {integration.next_run_at && integration.state === 'active' && run?.state !== 'running' && <p className="muted small num">{t('card.next', { time: format.ago(integration.next_run_at) })}</p>}
      </div>
    </Link>
  )
}

function Available({ connector, onImport }: { connector: Connector; onImport: () => void }) {
  const { t } = useTranslation(['integrations', 'common'])
  const usable = connector.state === 'active'
  return (
    <li className={css['card']}>
      <span className={css['icon']}><Icon name="integrations" size={22} /></span>
      <div className="grow">
        <div className="row"><strong>{connector.name}</strong><span className="muted small num">{connector.version}</span>
          {!usable && <Badge tone="warn">{t(`connectorState.${connector.state}`)}</Badge>}</div>
        <p className="muted small">{connector.description}</p>
        {connector.reason && <p className={`${css['reason']} small`}>{connector.reason}</p>}
        {usable && (
          <div className={css['cardButtons']}>
            <ButtonLink kind="primary" small to="/integrations/new/$connectorId" params={{ connectorId: connector.id }}>{t('common:actions.connect')}</ButtonLink>
            {connector.imports && <Button small icon="upload" onClick={onImport}>{t('import')}</Button>}
          </div>
        )}
      </div>
    </li>
  )
}

export function IntegrationsPage() {
  const { t } = useTranslation(['integrations', 'common', 'capture'])
  const integrations = useQuery(integrationsQuery)
  const connectors = useQuery(connectorsQuery)
  const labels = useLabels()
  const [text, setText] = useState('')
  const [importing, setImporting] = useState(false)
  const matches = (...words: string[]) => words.some((w) => w.toLocaleLowerCase().includes(text.trim().toLocaleLowerCase()))
  const bySearch = (c: Connector) => matches(c.name, c.description)
  return (
    <Page title={t('title')} lead={t('lead')}
      actions={<input type="search" className={`${form['input']} ${css['search']}`} placeholder={t('common:actions.search')} aria-label={t('common:actions.search')} value={text} onChange={(e) => setText(e.target.value)} />}>
      <Card title={t('connected')}>
        <Await query={integrations}>
          {({ items }) => {
            const shown = items.filter((i) => matches(i.name, i.connector_name)).sort((a, b) => Number(failing(b)) - Number(failing(a)) || a.name.localeCompare(b.name))
            if (items.length === 0) return <p className="muted">{t('noneConnected')}</p>
            if (shown.length === 0) return <NoMatch onClear={() => setText('')} />
            return <ul className={css['grid']}>{shown.map((i) => <li key={i.id}><Connected integration={i} /></li>)}</ul>
          }}
        </Await>
      </Card>
      <Card title={t('capture:title')} aside={<span className="muted small">{t('capture:lead')}</span>}><CaptureWays matches={matches} /></Card>
      <Card title={t('available')}>
        <Await query={connectors}>
          {({ items }) => items.length === 0 ? <p className="muted">{t('noConnectors')}</p> :
            items.some(bySearch) ? <ul className={css['grid']}>{items.filter(bySearch).map((c) => <Available key={c.id} connector={labels(c)} onImport={() => setImporting(true)} />)}</ul> :
            <NoMatch onClear={() => setText('')} />}
        </Await>
      </Card>
      <Dialog open={importing} onClose={() => setImporting(false)} title={t('importTitle')}><ImportFile /></Dialog>
    </Page>
  )
}
