import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Integration } from '@/api/integrationTypes'
import { AddDevice } from '@/connect/AddDevice'
import { CaptureWays } from '@/connect/capture/CaptureWays'
import { ConnectorForm } from '@/connect/ConnectorForm'
import { ImportFile } from '@/connect/ImportFile'
import { connectorsQuery } from '@/connect/queries'
import { RunProgress } from '@/connect/RunProgress'
import { useLabels } from '@/connect/useLabels'
import { Way } from '@/connect/Way'
import { Button } from '@/kit/basics/Button'
import { Await, Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import form from '@/kit/form/form.module.css'

/** After saving, the first sync starts at once and shows what it brings. */
function FirstSync({ integration }: { integration: Integration }) {
  const { t } = useTranslation(['setup', 'common'])
  const problemText = useProblemText()
  const sync = useMutation({ mutationFn: () => api.post<{ run_id: string }>(`integrations/${integration.id}/sync`) })
  return (
    <div className={form['form']}>
      <Notice tone="ok" live>{t('connect.saved', { name: integration.name })}</Notice>
      {sync.data ? <RunProgress integrationId={integration.id} runId={sync.data.run_id} /> : (
        <>
          {sync.error && <Notice tone="danger" live>{problemText(sync.error)}</Notice>}
          <div><Button kind="primary" icon="refresh" busy={sync.isPending} onClick={() => sync.mutate()}>{t('connect.syncNow')}</Button></div>
        </>
      )}
    </div>
  )
}

function Connectors() {
  const { t } = useTranslation('setup')
  const connectors = useQuery(connectorsQuery)
  const labels = useLabels()
  const [saved, setSaved] = useState<Record<string, Integration>>({})
  return (
    <Await query={connectors}>
      {({ items }) => items.filter((c) => c.state === 'active').map((connector) => (
        <Way key={connector.id} icon="integrations" title={connector.name} text={labels(connector).description} open={items.length === 1}>
          {saved[connector.id] ? <FirstSync integration={saved[connector.id]!} /> : (
            <ConnectorForm connector={connector} saveLabel={t('connect.save')} onSaved={(i) => setSaved({ ...saved, [connector.id]: i })} />
          )}
        </Way>
      ))}
    </Await>
  )
}

export function ConnectStep({ onNext }: { onNext: () => void }) {
  const { t } = useTranslation(['setup', 'common', 'capture'])
  const [fed, setFed] = useState(false)
  return (
    <div className={form['form']}>
      <Connectors />
      <h2>{t('capture:title')}</h2>
      <CaptureWays />
      <h2>{t('connect.more')}</h2>
      <Way icon="upload" title={t('connect.fileTitle')} text={t('connect.fileText')}>
        <ImportFile onDone={() => setFed(true)} />
      </Way>
      <Way icon="devices" title={t('connect.deviceTitle')} text={t('connect.deviceText')}>
        <AddDevice onAdded={() => setFed(true)} />
      </Way>
      <div className={form['buttons']}>
        <Button kind="primary" onClick={onNext}>{t('common:actions.next')}</Button>
        {!fed && <Button kind="quiet" onClick={onNext}>{t('connect.later')}</Button>}
      </div>
    </div>
  )
}
