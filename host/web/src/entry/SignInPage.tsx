import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { keys } from '@/api/keys'
import { fieldErrors, isProblem } from '@/api/problem'
import type { SetupState } from '@/api/types'
import { Button } from '@/kit/basics/Button'
import { ErrorState, Notice, Skeleton } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { TextField } from '@/kit/form/Field'
import { PasswordField } from '@/kit/form/PasswordField'
import { EntryFrame } from '@/kit/basics/EntryFrame'
import { Redirect } from '@/kit/basics/Redirect'
import form from '@/kit/form/form.module.css'

/** Only our own paths: a link from outside must not decide where sign-in leads. */
const safe = (next: string | undefined) => (next && /^\/(?![/\\])/.test(next) ? next : '/')

function Form() {
  const { t } = useTranslation('entry')
  const problemText = useProblemText()
  const { next } = useSearch({ from: '/sign-in' })
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const signIn = useMutation({
    mutationFn: () => api.post('auth/sign-in', { email: email.trim(), password }),
    onSuccess: async () => {
      queries.clear()
      await navigate({ href: safe(next), replace: true })
    },
  })
  const errors = fieldErrors(signIn.error)
  const wait = isProblem(signIn.error, 'too-many-requests') ? signIn.error.retryAfterS : null
  const submit = (e: FormEvent) => {
    e.preventDefault()
    if (!signIn.isPending) signIn.mutate()
  }
  return (
    <form className={form['form']} onSubmit={submit} noValidate>
      {signIn.error && (
        <Notice tone="danger" live>{wait ? t('signIn.wait', { count: wait }) : problemText(signIn.error)}</Notice>
      )}
      <TextField label={t('signIn.email')} type="email" autoComplete="username" autoFocus value={email} onChange={setEmail} error={errors['email']?.[0]} />
      <PasswordField label={t('signIn.password')} autoComplete="current-password" value={password} onChange={setPassword} error={errors['password']?.[0]} />
      <Button kind="primary" type="submit" busy={signIn.isPending}>{t('signIn.submit')}</Button>
    </form>
  )
}

export function SignInPage() {
  const { t } = useTranslation('entry')
  const setup = useQuery({ queryKey: keys.setup, queryFn: ({ signal }) => api.get<SetupState>('setup', {}, signal) })
  if (setup.data?.needed) return <Redirect to="/setup" />
  return (
    <EntryFrame title={t('signIn.title')} lead={t('signIn.lead')}>
      {setup.error ? <ErrorState error={setup.error} retry={() => void setup.refetch()} /> : setup.data ? <Form /> : <Skeleton rows={3} />}
    </EntryFrame>
  )
}
