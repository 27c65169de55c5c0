import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { setLanguage, type Language } from '@/i18n'
import { Button } from '@/kit/basics/Button'
import { Switch } from '@/kit/form/Field'
import { Segments } from '@/kit/form/Segments'
import { applyAppearance, write, type Theme } from '@/lib/settings'
import { useSetting } from '@/lib/useSetting'

const themes: Theme[] = ['system', 'light', 'dark']
const names: Record<Language, string> = { en: 'English', hi: 'हिन्दी' }

/** Theme, language, blurred titles: the same controls in the menu and, on a phone, on the More sheet. */
export function AppearanceControls() {
  const { t, i18n } = useTranslation('shell')
  const theme = useSetting('theme')
  const blur = useSetting('blur')
  const language = (i18n.resolvedLanguage ?? 'en') as Language
  const change = (value: Language) => {
    void setLanguage(value)
    void api.patch('me', { locale: value }).catch(() => undefined) // the browser keeps it either way
  }
  return (
    <>
      <Segments label={t('person.theme')} showLabel value={theme} onChange={(v) => (write('theme', v), applyAppearance())}
        options={themes.map((value) => ({ value, label: t(`theme.${value}`) }))} />
      <Segments label={t('person.language')} showLabel value={language} onChange={change}
        options={(['en', 'hi'] as const).map((value) => ({ value, label: names[value] }))} />
      <Switch label={t('person.blur')} checked={blur === 'on'} onChange={(on) => (write('blur', on ? 'on' : 'off'), applyAppearance())} />
    </>
  )
}

export function SignOut() {
  const { t } = useTranslation('shell')
  const queries = useQueryClient()
  const navigate = useNavigate()
  const signOut = async () => {
    await api.post('auth/sign-out').catch(() => undefined)
    await navigate({ to: '/sign-in' })
    queries.clear()
  }
  return <Button onClick={() => void signOut()}>{t('person.signOut')}</Button>
}

export default function PersonSheet() {
  return <><AppearanceControls /><SignOut /></>
}
