import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Integration } from '@/api/integrationTypes'
import { keys } from '@/api/keys'
import { Button } from '@/kit/basics/Button'
import { Card } from '@/kit/basics/Page'
import { ConfirmDialog } from '@/kit/overlay/ConfirmDialog'
import { notify } from '@/shell/toasts'
import css from './integrations.module.css'

/** Forget where the last sync stopped, or leave. Neither touches what has been imported. */
export function DangerZone({ integration, onGone }: { integration: Integration; onGone: () => void }) {
  const { t } = useTranslation('integrations')
  const queries = useQueryClient()
  const [asking, setAsking] = useState<'reset' | 'disconnect' | null>(null)
  const close = () => setAsking(null)
  const reset = async () => {
    await api.post(`integrations/${integration.id}/reset`)
    await queries.invalidateQueries({ queryKey: keys.integrations })
    notify(t('reset.done'))
  }
  const disconnect = async () => {
    await api.delete(`integrations/${integration.id}`)
    onGone()
    queries.removeQueries({ queryKey: keys.integration(integration.id) })
    await queries.invalidateQueries({ queryKey: keys.integrations, exact: true })
    notify(t('disconnect.done', { name: integration.name }))
  }
  return (
    <Card title={t('dangerTitle')}>
      <ul className={css['danger']}>
        <li><div className="grow"><h3>{t('reset.title')}</h3><p className="muted small">{t('reset.text')}</p></div><Button onClick={() => setAsking('reset')}>{t('reset.do')}</Button></li>
        <li><div className="grow"><h3>{t('disconnect.title')}</h3><p className="muted small">{t('disconnect.text')}</p></div><Button kind="danger" onClick={() => setAsking('disconnect')}>{t('disconnect.do')}</Button></li>
      </ul>
      <ConfirmDialog open={asking === 'reset'} onClose={close} title={t('reset.title')} confirm={t('reset.do')} run={reset}>{t('reset.text')}</ConfirmDialog>
      <ConfirmDialog open={asking === 'disconnect'} onClose={close} title={t('disconnect.title')} confirm={t('disconnect.do')} name={integration.name} run={disconnect}>{t('disconnect.text')}</ConfirmDialog>
    </Card>
  )
}
