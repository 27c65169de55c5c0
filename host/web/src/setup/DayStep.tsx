import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { keys } from '@/api/keys'
import type { Me } from '@/api/types'
import { useSave } from '@/api/useSave'
import { setLanguage, type Language } from '@/i18n'
import { Button } from '@/kit/basics/Button'
import { Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { Segments } from '@/kit/form/Segments'
import { WorkDays } from '@/kit/form/WorkDays'
import { isZone, ZoneField } from '@/kit/form/ZoneField'
import { usualWeek } from '@/lib/workDays'
import form from '@/kit/form/form.module.css'

export function DayStep({ me, onNext }: { me: Me; onNext: () => void }) {
  const { t, i18n } = useTranslation(['setup', 'common'])
  const problemText = useProblemText()
  const [zone, setZone] = useState(me.time_zone)
  const [days, setDays] = useState(me.week_schedule.length > 0 ? me.week_schedule : usualWeek)
  const [wrongZone, setWrongZone] = useState(false)
  const language = (i18n.resolvedLanguage ?? 'en') as Language
  const save = useSave(() => api.patch<Me>('me', { time_zone: zone, locale: language, week_schedule: days }), [keys.me], onNext)
  const submit = () => {
    setWrongZone(!isZone(zone))
    if (isZone(zone) && !save.isPending) save.mutate(undefined)
  }
  return (
    <form className={form['form']} noValidate onSubmit={(e) => (e.preventDefault(), submit())}>
      {save.error && <Notice tone="danger" live>{problemText(save.error)}</Notice>}
      <div className={form['columns']}>
        <ZoneField value={zone} onChange={setZone} error={wrongZone ? 'invalid' : save.fieldError('time_zone')} />
        <Segments showLabel label={t('common:profile.language')} value={language} onChange={(l) => void setLanguage(l)}
          options={[{ value: 'en', label: 'English' }, { value: 'hi', label: 'हिन्दी' }]} />
      </div>
      <WorkDays value={days} onChange={setDays} />
      <div className={form['buttons']}><Button kind="primary" type="submit" busy={save.isPending}>{t('common:actions.next')}</Button></div>
    </form>
  )
}
