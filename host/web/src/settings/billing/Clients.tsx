import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Billing, Client } from '@/api/billingTypes'
import { api } from '@/api/client'
import { useSave } from '@/api/useSave'
import { billingStale } from '@/billing/queries'
import { useFormat } from '@/i18n/useFormat'
import { Button, IconButton } from '@/kit/basics/Button'
import { Badge } from '@/kit/basics/Marks'
import { Card } from '@/kit/basics/Page'
import { Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { TextField } from '@/kit/form/Field'
import form from '@/kit/form/form.module.css'
import { Dialog } from '@/kit/overlay/Dialog'
import settings from '../settings.module.css'
import css from './billing.module.css'

/** Who the work is for. An archived client keeps its projects and their time. */
export function Clients({ billing, clients }: { billing: Billing; clients: readonly Client[] }) {
  const { t } = useTranslation(['billing', 'common'])
  const format = useFormat()
  const problemText = useProblemText()
  const [name, setName] = useState('')
  const [renaming, setRenaming] = useState<Client | null>(null)
  const add = useSave((body: object) => api.post<Client>('clients', body), billingStale, () => setName(''))
  const archive = useSave(({ id, archived }: Client) => api.patch<Client>(`clients/${id}`, { archived: !archived }), billingStale)
  const wrong = add.fieldError('name')
  const projectsOf = (client: Client) => billing.projects.filter((project) => project.client_id === client.id).map((project) => project.name)
  return (
    <Card title={t('clients.title')}>
      <div className="stack">
        {clients.length === 0 ? <p className="muted">{t('clients.none')}</p> : (
          <ul className={settings['rows']}>
            {clients.map((client) => (
              <li key={client.id}>
                <span className="grow">{client.name} <span className="muted small">{format.list(projectsOf(client))}</span></span>
                {client.archived && <Badge>{t('clients.archived')}</Badge>}
                <IconButton small icon="edit" label={t('clients.rename', { name: client.name })} onClick={() => setRenaming(client)} />
                <Button small aria-label={t(client.archived ? 'clients.restoreOf' : 'clients.archiveOf', { name: client.name })} onClick={() => archive.mutate(client)}>
                  {t(client.archived ? 'clients.restore' : 'clients.archive')}
                </Button>
              </li>
            ))}
          </ul>
        )}
        {archive.error && <Notice tone="danger" live>{problemText(archive.error)}</Notice>}
        {add.error !== null && !wrong && <Notice tone="danger" live>{problemText(add.error)}</Notice>}
        <form className={css['add']} noValidate onSubmit={(e) => { e.preventDefault(); if (!add.isPending) add.mutate({ name: name.trim() }) }}>
          <TextField label={t('clients.new')} value={name} onChange={setName} maxLength={100} error={wrong} autoComplete="off" />
          <Button type="submit" icon="plus" busy={add.isPending}>{t('common:actions.add')}</Button>
        </form>
      </div>
      {renaming && <RenameDialog client={renaming} onClose={() => setRenaming(null)} />}
    </Card>
  )
}

function RenameDialog({ client, onClose }: { client: Client; onClose: () => void }) {
  const { t } = useTranslation(['billing', 'common'])
  const problemText = useProblemText()
  const [name, setName] = useState(client.name)
  const save = useSave((body: object) => api.patch<Client>(`clients/${client.id}`, body), billingStale, onClose)
  const wrong = save.fieldError('name')
  return (
    <Dialog open onClose={onClose} title={t('clients.rename', { name: client.name })}>
      <form className={form['form']} noValidate onSubmit={(e) => { e.preventDefault(); if (!save.isPending) save.mutate({ name: name.trim() }) }}>
        {save.error !== null && !wrong && <Notice tone="danger" live>{problemText(save.error)}</Notice>}
        <TextField label={t('clients.name')} value={name} onChange={setName} maxLength={100} error={wrong} autoComplete="off" />
        <div className={form['buttons']}>
          <Button kind="primary" type="submit" busy={save.isPending}>{t('common:actions.save')}</Button>
          <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
