import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/useFormat'
import { addDays, isDate } from '@/lib/range'
import { Button, IconButton } from '../basics/Button'
import form from '../form/form.module.css'
import css from './range.module.css'

type Props = { date: string; today: string; onChange: (date: string) => void; children?: React.ReactNode }

/** One day: previous, next, today, or any day from the browser's own picker. */
export function DateBar({ date, today, onChange, children }: Props) {
  const { t } = useTranslation('common')
  const format = useFormat()
  return (
    <div className={css['bar']}>
      <IconButton kind="plain" icon="chevronLeft" label={t('range.previousDay')} onClick={() => onChange(addDays(date, -1))} />
      <IconButton kind="plain" icon="chevronRight" label={t('range.nextDay')} disabled={date >= today} onClick={() => onChange(addDays(date, 1))} />
      <h2 className={css['day']} aria-live="polite">{format.date(date, 'long')}</h2>
      <Button onClick={() => onChange(today)} disabled={date === today}>{t('range.today')}</Button>
      <input type="date" className={`${form['input']} ${css['picker']}`} aria-label={t('range.pickDay')} value={date} max={today}
        onChange={(e) => isDate(e.target.value) && onChange(e.target.value)} />
      {children}
    </div>
  )
}
