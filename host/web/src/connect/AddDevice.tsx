import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { keys } from '@/api/keys'
import type { NewDevice } from '@/api/types'
import { useSave } from '@/api/useSave'
import { Button } from '@/kit/basics/Button'
import { CopyBlock } from '@/kit/basics/CopyBlock'
import { Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { TextField } from '@/kit/form/Field'
import form from '@/kit/form/form.module.css'

/** The token of a device, shown this once, with the address it belongs to and a command that tries it. */
export function DeviceToken({ token }: { token: string }) {
  const { t } = useTranslation('connect')
  const url = location.origin
  const command = `curl -H "Authorization: Bearer ${token}" ${url}/api/v1/tracker/projects`
  return (
    <div className={form['form']}>
      <Notice tone="warn">{t('device.once')}</Notice>
      <CopyBlock label={t('device.url')} text={url} />
      <CopyBlock label={t('device.token')} text={token} secret />
      <CopyBlock label={t('device.try')} text={command} secret />
    </div>
  )
}

/** Makes a device for the desktop agent or any tool that speaks the tracker protocol. */
export function AddDevice({ onAdded }: { onAdded?: (device: NewDevice) => void }) {
  const { t } = useTranslation('connect')
  const problemText = useProblemText()
  const [name, setName] = useState('')
  const [empty, setEmpty] = useState(false)
  const add = useSave((text: string) => api.post<NewDevice>('devices', { name: text }), [keys.devices], onAdded)
  if (add.data) return <DeviceToken token={add.data.token} />
  const submit = () => {
    setEmpty(name.trim() === '')
    if (name.trim() !== '' && !add.isPending) add.mutate(name.trim())
  }
  return (
    <form className={form['form']} noValidate onSubmit={(e) => (e.preventDefault(), submit())}>
      {add.error && <Notice tone="danger" live>{problemText(add.error)}</Notice>}
      <TextField label={t('device.name')} help={t('device.nameHelp')} value={name} onChange={setName} maxLength={120}
        error={empty && name.trim() === '' ? 'required' : add.fieldError('name')} />
      <div className={form['buttons']}><Button kind="primary" type="submit" busy={add.isPending}>{t('device.create')}</Button></div>
    </form>
  )
}
