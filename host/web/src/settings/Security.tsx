import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { keys } from '@/api/keys'
import type { Page, Session } from '@/api/types'
import { useSave } from '@/api/useSave'
import { useFormat } from '@/i18n/useFormat'
import { Button } from '@/kit/basics/Button'
import { Badge } from '@/kit/basics/Marks'
import { Card } from '@/kit/basics/Page'
import { Await, Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { PasswordField } from '@/kit/form/PasswordField'
import { browserOf } from '@/lib/userAgent'
import { notify } from '@/shell/toasts'
import form from '@/kit/form/form.module.css'
import css from './settings.module.css'

export function Password() {
  const { t } = useTranslation(['settings', 'common'])
  const problemText = useProblemText()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [tried, setTried] = useState(false)
  const save = useSave((body: { current: string; new: string }) => api.post('me/password', body), [keys.sessions], () => {
    setCurrent('')
    setNext('')
    setTried(false)
    notify(t('password.done'))
  })
  const submit = () => {
    setTried(true)
    if (current !== '' && next.length >= 8 && !save.isPending) save.mutate({ current, new: next })
  }
  return (
    <Card title={t('password.title')}>
      <form className={form['form']} noValidate onSubmit={(e) => (e.preventDefault(), submit())}>
        {save.error && <Notice tone="danger" live>{problemText(save.error)}</Notice>}
        <div className={form['columns']}>
          <PasswordField label={t('password.current')} autoComplete="current-password" value={current} onChange={setCurrent} error={tried && current === '' ? 'required' : save.fieldError('current')} />
          <PasswordField label={t('password.new')} help={t('password.help')} autoComplete="new-password" value={next} onChange={setNext} error={tried && next.length < 8 ? 'too-short' : save.fieldError('new')} />
        </div>
        <div className={form['buttons']}><Button type="submit" busy={save.isPending}>{t('password.change')}</Button></div>
      </form>
    </Card>
  )
}

export function Sessions() {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const problemText = useProblemText()
  const sessions = useQuery({ queryKey: keys.sessions, queryFn: ({ signal }) => api.get<Page<Session>>('me/sessions', {}, signal) })
  const end = useSave((id: string) => api.delete(`me/sessions/${id}`), [keys.sessions])
  return (
    <Card title={t('sessions.title')}>
      {end.error && <Notice tone="danger" live>{problemText(end.error)}</Notice>}
      <Await query={sessions}>
        {({ items }) => (
          <ul className={css['rows']}>
            {items.map((s) => {
              const agent = browserOf(s.user_agent)
              return (
                <li key={s.id}>
                  <div className="grow">
                    <p>{agent ? agent.join(', ') : t('sessions.unknown')} {s.current && <Badge tone="ok">{t('sessions.current')}</Badge>}</p>
                    <p className="muted small num">{t('sessions.seen', { ago: format.ago(s.last_seen_at) })}</p>
                  </div>
                  {!s.current && <Button small onClick={() => end.mutate(s.id)}>{t('sessions.end')}</Button>}
                </li>
              )
            })}
          </ul>
        )}
      </Await>
    </Card>
  )
}
