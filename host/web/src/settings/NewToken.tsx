import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { keys } from '@/api/keys'
import type { NewApiToken, Scope } from '@/api/types'
import { useSave } from '@/api/useSave'
import { Button } from '@/kit/basics/Button'
import { CopyBlock } from '@/kit/basics/CopyBlock'
import { Notice } from '@/kit/feedback/States'
import { useFieldText, useProblemText } from '@/kit/feedback/useProblemText'
import { Checkbox, SelectField, TextField } from '@/kit/form/Field'
import { Dialog } from '@/kit/overlay/Dialog'
import form from '@/kit/form/form.module.css'

const lives = [30, 90, 365] as const

/** Makes a token and shows it this once. */
export function NewToken({ admin, onClose }: { admin: boolean; onClose: () => void }) {
  const { t } = useTranslation(['settings', 'common'])
  const problemText = useProblemText()
  const text = useFieldText()
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<Scope[]>(['read'])
  const [days, setDays] = useState('365')
  const [tried, setTried] = useState(false)
  const create = useSave((body: object) => api.post<NewApiToken>('me/api-tokens', body), [keys.tokens])
  const all: Scope[] = admin ? ['read', 'write', 'ingest', 'admin'] : ['read', 'write', 'ingest']
  const submit = () => {
    setTried(true)
    if (name.trim() !== '' && scopes.length > 0 && !create.isPending) create.mutate({ name: name.trim(), scopes, expires_in_days: Number(days) })
  }
  const scopeError = tried && scopes.length === 0 ? 'required' : create.fieldError('scopes')
  return (
    <Dialog open onClose={onClose} title={t('tokens.new')}>
      {create.data ? (
        <div className={form['form']}>
          <Notice tone="warn">{t('tokens.once')}</Notice>
          <CopyBlock label={create.data.name} text={create.data.token} secret />
          <div><Button kind="primary" onClick={onClose}>{t('common:actions.close')}</Button></div>
        </div>
      ) : (
        <form className={form['form']} noValidate onSubmit={(e) => (e.preventDefault(), submit())}>
          {create.error && <Notice tone="danger" live>{problemText(create.error)}</Notice>}
          <TextField label={t('tokens.name')} help={t('tokens.nameHelp')} value={name} onChange={setName} maxLength={100} error={tried && name.trim() === '' ? 'required' : create.fieldError('name')} />
          <fieldset className={form['form']}>
            <legend className={form['label']}>{t('tokens.scopes')}</legend>
            {all.map((scope) => (
              <Checkbox key={scope} label={t(`scope.${scope}`)} help={t(`scopeHelp.${scope}`)} checked={scopes.includes(scope)}
                onChange={(on) => setScopes(on ? [...scopes, scope] : scopes.filter((s) => s !== scope))} />
            ))}
            {scopeError && <p className={form['error']} role="alert">{text(scopeError)}</p>}
          </fieldset>
          <SelectField label={t('tokens.life')} value={days} onChange={setDays} choices={lives.map((n) => ({ value: String(n), label: t('tokens.days', { count: n }) }))} error={create.fieldError('expires_in_days')} />
          <div className={form['buttons']}>
            <Button kind="primary" type="submit" busy={create.isPending}>{t('tokens.create')}</Button>
            <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}
