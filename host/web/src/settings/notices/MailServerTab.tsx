import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { MailServer, MailTest } from '@/api/insightTypes'
import { useSave } from '@/api/useSave'
import { Button } from '@/kit/basics/Button'
import { Card } from '@/kit/basics/Page'
import { Await, Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { SelectField, TextField } from '@/kit/form/Field'
import { notify } from '@/shell/toasts'
import { mailServerQuery } from '@/signals/queries'
import { useReason } from './useReason'
import css from './notices.module.css'

/** Where the workspace's mail is handed in, for administrators. */
export default function MailServerTab() {
  const { t } = useTranslation('insights')
  const query = useQuery(mailServerQuery)
  return (
    <Card title={t('mail.title')}>
      <p className="muted small">{t('mail.lead')}</p>
      <Await query={query}>{(server) => <MailForm key={String(server.configured)} server={server} />}</Await>
    </Card>
  )
}

function MailForm({ server }: { server: MailServer }) {
  const { t } = useTranslation(['insights', 'common'])
  const problemText = useProblemText()
  const reason = useReason()
  const [host, setHost] = useState(server.host ?? '')
  const [port, setPort] = useState(String(server.port ?? 587))
  const [security, setSecurity] = useState<string>(server.security ?? 'starttls')
  const [user, setUser] = useState(server.user_name ?? '')
  const [password, setPassword] = useState('')
  const [sender, setSender] = useState(server.sender ?? '')
  const stale = [mailServerQuery.queryKey]
  const save = useSave((body: object) => api.put<MailServer>('admin/mail', body), stale, () => {
    setPassword('')
    notify(t('common:actions.saved'))
  })
  const test = useSave(() => api.post<MailTest>('admin/mail/test'), [])
  const remove = useSave(() => api.delete('admin/mail'), stale)
  const fields = ['host', 'port', 'security', 'user_name', 'password', 'sender']
  const send = () => save.mutate({ host, port: Number(port) || null, security, user_name: user || null, password: password || null, sender })
  return (
    <form className={css['when']} onSubmit={(e) => { e.preventDefault(); if (!save.isPending) send() }}>
      <TextField label={t('mail.host')} value={host} onChange={setHost} error={save.fieldError('host')} autoComplete="off" />
      <TextField type="number" min={1} max={65535} label={t('mail.port')} value={port} onChange={setPort} error={save.fieldError('port')} />
      <SelectField label={t('mail.security')} value={security} onChange={setSecurity} error={save.fieldError('security')}
        choices={(['starttls', 'tls', 'none'] as const).map((value) => ({ value, label: t(`mail.securities.${value}`) }))} />
      <TextField optional label={t('mail.user')} value={user} onChange={setUser} error={save.fieldError('user_name')} autoComplete="off" />
      <TextField optional type="password" label={t('mail.password')} value={password} onChange={setPassword} error={save.fieldError('password')} autoComplete="new-password"
        help={server.password_set ? t('mail.passwordSet') : undefined} />
      <TextField type="email" label={t('mail.sender')} value={sender} onChange={setSender} error={save.fieldError('sender')} />
      {save.error !== null && !fields.some((field) => save.fieldError(field)) && <Notice tone="danger" live>{problemText(save.error)}</Notice>}
      {test.data && (
        <Notice tone={test.data.ok ? 'ok' : 'danger'} live>
          {test.data.ok ? t('mail.testOk', { to: test.data.to }) : t('mail.testFailed', { reason: reason(test.data.error ?? 'broken') })}
        </Notice>
      )}
      <div className="row">
        <Button type="submit" kind="primary" busy={save.isPending}>{t('common:actions.save')}</Button>
        {server.configured && <Button busy={test.isPending} onClick={() => test.mutate(undefined)}>{t('mail.test')}</Button>}
        {server.configured && <Button kind="danger" busy={remove.isPending} onClick={() => remove.mutate(undefined)}>{t('mail.remove')}</Button>}
      </div>
    </form>
  )
}
