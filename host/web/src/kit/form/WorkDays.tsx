import { useTranslation } from 'react-i18next'
import type { WorkDay } from '@/api/types'
import { useFormat } from '@/i18n/useFormat'
import { minutesOf } from '@/lib/workDays'
import { Checkbox } from './Field'
import css from './WorkDays.module.css'
import form from './form.module.css'

type Props = { value: WorkDay[]; onChange: (value: WorkDay[]) => void }

/** Which days are worked and from when to when; the hours are the day's target. */
export function WorkDays({ value, onChange }: Props) {
  const { t } = useTranslation('common')
  const format = useFormat()
  const of = (weekday: number) => value.find((d) => d.weekday === weekday)
  const change = (weekday: number, part: Partial<WorkDay> | null) => {
    const rest = value.filter((d) => d.weekday !== weekday)
    const old = of(weekday) ?? { weekday, start: '09:00', end: '17:00' }
    onChange(part === null ? rest : [...rest, { ...old, ...part }].sort((a, b) => a.weekday - b.weekday))
  }
  const total = value.reduce((sum, d) => sum + minutesOf(d), 0) * 60_000
  return (
    <fieldset className={form['field']}>
      <legend className={form['label']}>{t('profile.workDays')}</legend>
      <ul className={css['days']}>
        {[1, 2, 3, 4, 5, 6, 7].map((weekday) => {
          const day = of(weekday)
          const name = format.weekday(weekday, 'long')
          return (
            <li key={weekday}>
              <Checkbox label={name} checked={day !== undefined} onChange={(on) => change(weekday, on ? {} : null)} />
              {day && (
                <span className={css['times']}>
                  <input type="time" className={form['input']} aria-label={t('profile.startOf', { day: name })} value={day.start.slice(0, 5)}
                    onChange={(e) => e.target.value && change(weekday, { start: e.target.value })} />
                  <span aria-hidden="true" className="muted">–</span>
                  <input type="time" className={form['input']} aria-label={t('profile.endOf', { day: name })} value={day.end.slice(0, 5)}
                    onChange={(e) => e.target.value && change(weekday, { end: e.target.value })} />
                  <span className={`${css['sum']} muted small num`}>{format.duration(minutesOf(day) * 60_000)}</span>
                </span>
              )}
            </li>
          )
        })}
      </ul>
      <p className={form['help']}>{t('profile.weekTotal', { total: format.duration(total) })}</p>
    </fieldset>
  )
}
