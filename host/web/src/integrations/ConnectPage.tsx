import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ConnectorForm } from '@/connect/ConnectorForm'
import { useLabels } from '@/connect/useLabels'
import { connectorsQuery } from '@/connect/queries'
import { ButtonLink } from '@/kit/basics/Button'
import { Card, Page } from '@/kit/basics/Page'
import { Await, Empty } from '@/kit/feedback/States'
import css from './integrations.module.css'
import { notify } from '@/shell/toasts'

/** Connects one more system: its form, a test, and Save. */
export function ConnectPage() {
  const { t } = useTranslation('integrations')
  const { connectorId } = useParams({ from: '/app/integrations/new/$connectorId' })
  const labels = useLabels()
  const navigate = useNavigate()
  const connectors = useQuery(connectorsQuery)
  const name = connectors.data?.items.find((c) => c.id === connectorId)?.name ?? connectorId
  return (
    <Page title={t('connectTitle', { name })} back={{ to: '/integrations', label: t('title') }}>
      <Await query={connectors}>
        {({ items }) => {
          const connector = items.find((c) => c.id === connectorId)
          if (!connector) return <Empty icon="integrations" title={t('unknownConnector')} action={<ButtonLink to="/integrations">{t('title')}</ButtonLink>} />
          return (
            <Card>
              <p className={`${css['lead']} muted`}>{labels(connector).description}</p>
              <ConnectorForm connector={connector} saveLabel={t('saveNew')} onSaved={(saved) => {
                notify(t('savedNew', { name: saved.name }))
                void navigate({ to: '/integrations/$integrationId', params: { integrationId: saved.id } })
              }} />
            </Card>
          )
        }}
      </Await>
    </Page>
  )
}
