import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { MailTest, NewWebhook, Webhook } from '@/api/insightTypes'
import { useSave } from '@/api/useSave'
import { Button } from '@/kit/basics/Button'
import { CopyBlock } from '@/kit/basics/CopyBlock'
import { Card } from '@/kit/basics/Page'
import { Await, Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { Switch, TextField } from '@/kit/form/Field'
import { notify } from '@/shell/toasts'
import { webhooksQuery } from '@/signals/queries'
import { useReason } from './useReason'
import css from './notices.module.css'

/** Addresses that are called when the person is told something. */
export function Webhooks() {
  const { t } = useTranslation('insights')
  const problemText = useProblemText()
  const hooks = useQuery(webhooksQuery)
  const [url, setUrl] = useState('')
  const [made, setMade] = useState<NewWebhook | null>(null)
  const add = useSave((address: string) => api.post<NewWebhook>('me/webhooks', { url: address }), [webhooksQuery.queryKey], (hook) => {
    setMade(hook)
    setUrl('')
  })
  const wrong = add.fieldError('url')
  return (
    <Card title={t('notify.webhooks')}>
      <p className="muted small">{t('notify.webhooksHelp')}</p>
      <Await query={hooks}>
        {({ items }) => items.length === 0 ? <p className="muted">{t('notify.noWebhooks')}</p> : (
          <ul className={css['list']}>{items.map((hook) => <Row key={hook.id} hook={hook} />)}</ul>
        )}
      </Await>
      {made && <><Notice tone="warn">{t('notify.secret')}</Notice><CopyBlock text={made.secret} label={t('notify.secret')} /></>}
      <form className={css['add']} onSubmit={(e) => { e.preventDefault(); if (!add.isPending) add.mutate(url) }}>
        <TextField type="url" label={t('notify.url')} value={url} onChange={setUrl} error={wrong} placeholder="https://" />
        <Button type="submit" icon="plus" busy={add.isPending}>{t('notify.add')}</Button>
      </form>
      {add.error !== null && !wrong && <Notice tone="danger" live>{problemText(add.error)}</Notice>}
    </Card>
  )
}

function Row({ hook }: { hook: Webhook }) {
  const { t } = useTranslation('insights')
  const reason = useReason()
  const stale = [webhooksQuery.queryKey]
  const change = useSave((enabled: boolean) => api.patch(`me/webhooks/${hook.id}`, { enabled }), stale)
  const remove = useSave(() => api.delete(`me/webhooks/${hook.id}`), stale)
  const test = useSave(() => api.post<Omit<MailTest, 'to'>>(`me/webhooks/${hook.id}/test`), stale, (answer) =>
    notify(answer.ok ? t('notify.testOk') : reason(answer.error ?? 'broken'), { tone: answer.ok ? 'plain' : 'error' }))
  return (
    <li className="row between">
      <div>
        <span className="mono">{hook.url}</span>
        {hook.last_error && <p className="small">{reason(hook.last_error)}</p>}
      </div>
      <div className="row">
        <Switch hideLabel label={`${hook.url}: ${t('notify.enabled')}`} checked={hook.enabled} onChange={(on) => change.mutate(on)} />
        <Button small busy={test.isPending} onClick={() => test.mutate(undefined)}>{t('notify.test')}</Button>
        <Button small kind="danger" busy={remove.isPending} onClick={() => remove.mutate(undefined)}>{t('notify.remove')}</Button>
      </div>
    </li>
  )
}
