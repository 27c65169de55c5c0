import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { tellChannels, tellModes, type KindWish, type NoticeSettings, type TellChannel, type TellMode } from '@/api/insightTypes'
import { useSave } from '@/api/useSave'
import { Button } from '@/kit/basics/Button'
import { Card } from '@/kit/basics/Page'
import { Await, Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { InlineSelect, SelectField, Switch, TextField } from '@/kit/form/Field'
import { notify } from '@/shell/toasts'
import { insightsKey, noticeSettingsQuery } from '@/signals/queries'
import { Deliveries } from './Deliveries'
import { Webhooks } from './Webhooks'
import css from './notices.module.css'

/** What a person is told, over which channel, and when. */
export default function NotificationsTab() {
  const query = useQuery(noticeSettingsQuery)
  return (
    <Await query={query}>
      {(settings) => (
        <>
          <Wishes settings={settings} />
          <Webhooks />
          <Deliveries items={settings.deliveries} />
        </>
      )}
    </Await>
  )
}

function Wishes({ settings }: { settings: NoticeSettings }) {
  const { t } = useTranslation(['insights', 'common'])
  const problemText = useProblemText()
  const [hour, setHour] = useState(String(settings.digest_hour))
  const [quiet, setQuiet] = useState(settings.quiet_from !== null)
  const [from, setFrom] = useState(settings.quiet_from ?? '20:00')
  const [to, setTo] = useState(settings.quiet_to ?? '08:00')
  const [kinds, setKinds] = useState(settings.kinds)
  const save = useSave((body: object) => api.put('me/notifications', body), [noticeSettingsQuery.queryKey, insightsKey], () => notify(t('common:actions.saved')))
  const change = (kind: string, part: Partial<KindWish>) => setKinds(kinds.map((one) => (one.kind === kind ? { ...one, ...part } : one)))
  const send = () => save.mutate({
    digest_hour: Number(hour), quiet_from: quiet ? from : null, quiet_to: quiet ? to : null,
    kinds: kinds.map(({ kind, on, in_app, mail, webhook }) => ({ kind, on, in_app, mail, webhook })),
  })
  const modes = tellModes.map((mode) => ({ value: mode, label: t(`notify.mode.${mode}`) }))
  const mode = (kind: KindWish, channel: TellChannel) => (
    <InlineSelect label={t('notify.modeOf', { kind: t(`kind.${kind.kind}`), channel: t(`notify.channel.${channel}`) })} value={kind[channel]} choices={modes}
      onChange={(value) => change(kind.kind, { [channel]: value as TellMode })} />
  )
  return (
    <>
      <Card title={t('notify.when')}>
        <form className={css['when']} onSubmit={(e) => { e.preventDefault(); send() }}>
          <SelectField label={t('notify.digestHour')} value={hour} onChange={setHour} error={save.fieldError('digest_hour')}
            choices={Array.from({ length: 24 }, (_, i) => ({ value: String(i), label: `${String(i).padStart(2, '0')}:00` }))} />
          <Switch label={t('notify.quiet')} checked={quiet} onChange={setQuiet} />
          {quiet && <TextField type="time" label={t('notify.quietFrom')} value={from} onChange={setFrom} error={save.fieldError('quiet_from')} />}
          {quiet && <TextField type="time" label={t('notify.quietTo')} value={to} onChange={setTo} error={save.fieldError('quiet_to')} />}
        </form>
      </Card>
      <Card title={t('notify.title')}>
        <p className="muted small">{t('notify.lead')}</p>
        {!settings.mail_ready && kinds.some((kind) => kind.mail !== 'off') && <Notice tone="warn">{t('notify.noMail')}</Notice>}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keys */}
        <div className={css['scroll']} role="region" aria-label={t('notify.title')} tabIndex={0}>
          <table className={css['table']}>
            <thead>
              <tr><th scope="col">{t('notify.kindColumn')}</th><th scope="col">{t('notify.on')}</th>{tellChannels.map((c) => <th key={c} scope="col">{t(`notify.channel.${c}`)}</th>)}</tr>
            </thead>
            <tbody>
              {kinds.map((kind) => (
                <tr key={kind.kind}>
                  <th scope="row">
                    {t(`kind.${kind.kind}`)}
                    {(kind.opt_in || kind.info) && <span className="muted small"> · {t(kind.opt_in ? 'notify.optIn' : 'notify.info')}</span>}
                  </th>
                  <td><Switch hideLabel label={t('notify.onOf', { kind: t(`kind.${kind.kind}`) })} checked={kind.on} onChange={(on) => change(kind.kind, { on })} /></td>
                  {tellChannels.map((channel) => <td key={channel}>{mode(kind, channel)}</td>)}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {save.error !== null && <Notice tone="danger" live>{problemText(save.error)}</Notice>}
        <Button kind="primary" busy={save.isPending} onClick={send}>{t('common:actions.save')}</Button>
      </Card>
    </>
  )
}
