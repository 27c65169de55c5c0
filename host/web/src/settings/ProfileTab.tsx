import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Me } from '@/api/types'
import { useSave } from '@/api/useSave'
import { setLanguage, type Language } from '@/i18n'
import { Button } from '@/kit/basics/Button'
import { Card } from '@/kit/basics/Page'
import { Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { SelectField, TextField } from '@/kit/form/Field'
import { PasswordField } from '@/kit/form/PasswordField'
import { WorkDays } from '@/kit/form/WorkDays'
import { isZone, ZoneField } from '@/kit/form/ZoneField'
import { notify } from '@/shell/toasts'
import form from '@/kit/form/form.module.css'

/** Who the person is and when their days are. A new zone or day start works every day out anew. */
export function ProfileTab({ me }: { me: Me }) {
  const { t } = useTranslation(['settings', 'common'])
  const problemText = useProblemText()
  const [name, setName] = useState(me.name)
  const [email, setEmail] = useState(me.email)
  const [password, setPassword] = useState('')
  const [zone, setZone] = useState(me.time_zone)
  const [dayStart, setDayStart] = useState(me.day_start.slice(0, 5))
  const [locale, setLocale] = useState(me.locale)
  const [days, setDays] = useState(me.week_schedule)
  const [tried, setTried] = useState(false)
  const moved = email.trim() !== me.email
  const save = useSave((body: object) => api.patch<Me>('me', body), [['me'], ['day'], ['timesheet'], ['entries'], ['review']], () => {
    setPassword('')
    notify(t('common:actions.saved'))
    void setLanguage(locale as Language)
  })
  const wrong = {
    name: name.trim() === '' ? 'required' : null,
    email: /^\S+@\S+$/.test(email.trim()) ? null : 'invalid-email',
    time_zone: isZone(zone) ? null : 'invalid',
    current_password: moved && password === '' ? 'required' : null,
  }
  const errorAt = (key: keyof typeof wrong) => (tried ? wrong[key] : null) ?? save.fieldError(key)
  const submit = () => {
    setTried(true)
    if (Object.values(wrong).some(Boolean) || save.isPending) return
    save.mutate({ name: name.trim(), time_zone: zone, day_start: dayStart, locale, week_schedule: days, ...(moved ? { email: email.trim(), current_password: password } : {}) })
  }
  return (
    <Card title={t('tab.profile')}>
      <form className={form['form']} noValidate onSubmit={(e) => (e.preventDefault(), submit())}>
        {save.error && <Notice tone="danger" live>{problemText(save.error)}</Notice>}
        <div className={form['columns']}>
          <TextField label={t('common:profile.name')} autoComplete="name" value={name} onChange={setName} error={errorAt('name')} />
          <TextField label={t('common:profile.email')} type="email" autoComplete="email" value={email} onChange={setEmail} error={errorAt('email')} />
        </div>
        {moved && <PasswordField label={t('password.current')} help={t('emailPassword')} autoComplete="current-password" value={password} onChange={setPassword} error={errorAt('current_password')} />}
        <div className={form['columns']}>
          <ZoneField value={zone} onChange={setZone} error={errorAt('time_zone')} />
          <TextField type="time" label={t('common:profile.dayStart')} help={t('common:profile.dayStartHelp')} value={dayStart} onChange={setDayStart} error={save.fieldError('day_start')} />
        </div>
        <SelectField label={t('common:profile.language')} value={locale.startsWith('hi') ? 'hi' : 'en'} onChange={setLocale}
          choices={[{ value: 'en', label: 'English' }, { value: 'hi', label: 'हिन्दी' }]} error={save.fieldError('locale')} />
        <WorkDays value={days} onChange={setDays} />
        <div className={form['buttons']}><Button kind="primary" type="submit" busy={save.isPending}>{t('common:actions.save')}</Button></div>
      </form>
    </Card>
  )
}
