import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { keys } from '@/api/keys'
import { projectsQuery } from '@/api/queries'
import type { Device } from '@/api/types'
import { useSave } from '@/api/useSave'
import { DeviceToken } from '@/connect/AddDevice'
import { Button } from '@/kit/basics/Button'
import { Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { SelectField, Switch, TextArea, TextField } from '@/kit/form/Field'
import { ConfirmDialog } from '@/kit/overlay/ConfirmDialog'
import { Dialog } from '@/kit/overlay/Dialog'
import { notify } from '@/shell/toasts'
import form from '@/kit/form/form.module.css'

/** A device's name, project and what it captures; a new token; and the end of it. */
export function DeviceDialog({ device, onClose }: { device: Device; onClose: () => void }) {
  const { t } = useTranslation(['devices', 'common'])
  const problemText = useProblemText()
  const projects = useQuery(projectsQuery())
  const [name, setName] = useState(device.name)
  const [project, setProject] = useState(device.project?.id ?? '')
  const [paused, setPaused] = useState(device.paused)
  const [interval, setInterval] = useState(String(device.config.sample_interval_s))
  const [idle, setIdle] = useState(String(device.config.idle_threshold_s))
  const [excluded, setExcluded] = useState(device.config.excluded_bundle_ids.join('\n'))
  const [asking, setAsking] = useState<'revoke' | 'token' | null>(null)
  const [token, setToken] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const save = useSave((body: object) => api.patch(`devices/${device.id}`, body), [keys.devices], () => {
    notify(t('common:actions.saved'))
    onClose()
  })
  const revoke = useSave((id: string) => api.delete(`devices/${id}`), [keys.devices], onClose)
  const renew = useSave((id: string) => api.post<{ token: string }>(`devices/${id}/token`), [keys.devices], (r) => setToken(r.token))
  const agent = device.kind === 'agent'
  const whole = (text: string) => /^\d+$/.test(text.trim())
  const submit = () => {
    setTried(true)
    if (name.trim() === '' || (agent && (!whole(interval) || !whole(idle))) || save.isPending) return
    const config = { sample_interval_s: Number(interval), idle_threshold_s: Number(idle), excluded_bundle_ids: excluded.split('\n').map((x) => x.trim()).filter(Boolean) }
    save.mutate({ name: name.trim(), project_id: project || null, paused, config: agent ? config : undefined })
  }
  const number = (field: string, text: string) => (tried && !whole(text) ? 'invalid-number' : (save.fieldError(`config.${field}`) ?? save.fieldError(field)))
  return (
    <Dialog open onClose={onClose} title={device.name} description={t(`kind.${device.kind}`)} wide>
      {token ? <DeviceToken token={token} /> : device.revoked ? <Notice>{t('revokedText')}</Notice> : (
        <form className={form['form']} noValidate onSubmit={(e) => (e.preventDefault(), submit())}>
          {save.error && <Notice tone="danger" live>{problemText(save.error)}</Notice>}
          <div className={form['columns']}>
            <TextField label={t('name')} value={name} onChange={setName} maxLength={120} error={tried && name.trim() === '' ? 'required' : save.fieldError('name')} />
            <SelectField label={t('project')} help={t('projectHelp')} value={project} onChange={setProject} empty={t('common:form.none')}
              choices={(projects.data?.items ?? []).map((p) => ({ value: p.id, label: p.name }))} error={save.fieldError('project_id')} />
          </div>
          <Switch label={t('pause')} help={t('pauseHelp')} checked={paused} onChange={setPaused} />
          {agent && (
            <>
              <div className={form['columns']}>
                <TextField label={t('interval')} inputMode="numeric" value={interval} onChange={setInterval} error={number('sample_interval_s', interval)} />
                <TextField label={t('idle')} inputMode="numeric" value={idle} onChange={setIdle} error={number('idle_threshold_s', idle)} />
              </div>
              <TextArea label={t('excluded')} optional help={t('excludedHelp')} value={excluded} onChange={setExcluded} spellCheck={false}
                error={save.fieldError('config.excluded_bundle_ids') ?? save.fieldError('excluded_bundle_ids')} />
            </>
          )}
          <div className={form['buttons']}>
            <Button kind="primary" type="submit" busy={save.isPending}>{t('common:actions.save')}</Button>
            <span className="grow" />
            <Button icon="key" onClick={() => setAsking('token')}>{t('newToken')}</Button>
            <Button kind="danger" onClick={() => setAsking('revoke')}>{t('revoke')}</Button>
          </div>
        </form>
      )}
      <ConfirmDialog open={asking === 'token'} onClose={() => setAsking(null)} title={t('newToken')} confirm={t('newToken')} run={() => renew.mutateAsync(device.id)}>{t('newTokenText')}</ConfirmDialog>
      <ConfirmDialog open={asking === 'revoke'} onClose={() => setAsking(null)} title={t('revoke')} confirm={t('revoke')} name={device.name} run={() => revoke.mutateAsync(device.id)}>{t('revokeText')}</ConfirmDialog>
    </Dialog>
  )
}
