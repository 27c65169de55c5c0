import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { useSave } from '@/api/useSave'
import { Button } from '@/kit/basics/Button'
import { Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { TextField } from '@/kit/form/Field'
import { PasswordField } from '@/kit/form/PasswordField'
import { browserZone } from '@/kit/form/ZoneField'
import form from '@/kit/form/form.module.css'

const blank = { name: '', email: '', password: '', workspace_name: '', setup_token: '' }
type Values = typeof blank

export function AccountStep({ tokenRequired, onNext }: { tokenRequired: boolean; onNext: () => void }) {
  const { t, i18n } = useTranslation('setup')
  const problemText = useProblemText()
  const queries = useQueryClient()
  const ref = useRef<HTMLFormElement>(null)
  const [values, setValues] = useState<Values>({ ...blank, workspace_name: t('account.workspaceDefault') })
  const [own, setOwn] = useState<Partial<Record<keyof Values, string>>>({})
  const create = useSave(
    (v: Values) => api.post('setup', { ...v, setup_token: v.setup_token || undefined, time_zone: browserZone(), locale: i18n.resolvedLanguage }),
    [],
    () => {
      queries.clear()
      onNext()
    },
  )
  const submit = (e: FormEvent) => {
    e.preventDefault()
    const found: typeof own = {}
    for (const key of ['name', 'email', 'password', 'workspace_name'] as const) if (values[key].trim() === '') found[key] = 'required'
    if (!found.email && !/^\S+@\S+$/.test(values.email.trim())) found.email = 'invalid-email'
    if (!found.password && values.password.length < 8) found.password = 'too-short'
    if (tokenRequired && values.setup_token.trim() === '') found.setup_token = 'required'
    setOwn(found)
    if (Object.keys(found).length === 0) create.mutate(values)
    else requestAnimationFrame(() => ref.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
  }
  const bind = (key: keyof Values) => ({
    value: values[key],
    onChange: (value: string) => (setValues({ ...values, [key]: value }), setOwn({ ...own, [key]: undefined })),
    error: own[key] ?? create.fieldError(key),
  })
  return (
    <form ref={ref} className={form['form']} onSubmit={submit} noValidate>
      {create.error && <Notice tone="danger" live>{problemText(create.error)}</Notice>}
      <div className={form['columns']}>
        <TextField label={t('account.name')} autoComplete="name" autoFocus {...bind('name')} />
        <TextField label={t('account.email')} type="email" autoComplete="username" {...bind('email')} />
      </div>
      <div className={form['columns']}>
        <PasswordField label={t('account.password')} help={t('account.passwordHelp')} autoComplete="new-password" {...bind('password')} />
        <TextField label={t('account.workspace')} help={t('account.workspaceHelp')} {...bind('workspace_name')} />
      </div>
      {tokenRequired && <TextField label={t('account.token')} help={t('account.tokenHelp')} autoComplete="off" spellCheck={false} {...bind('setup_token')} />}
      <div className={form['buttons']}><Button kind="primary" type="submit" busy={create.isPending}>{t('account.submit')}</Button></div>
    </form>
  )
}
