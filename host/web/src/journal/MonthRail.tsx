import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { journalDaysQuery } from '@/api/journal'
import type { JournalMark } from '@/api/journalTypes'
import { useFormat } from '@/i18n/useFormat'
import { IconButton } from '@/kit/basics/Button'
import { addMonths } from '@/lib/range'
import { monthSheet } from './month'
import css from './journal.module.css'

type Props = { day: string; today: string; onDay: (day: string) => void }

/** The month's days; a mark says what is written of them. */
export function MonthRail({ day, today, onDay }: Props) {
  const { t } = useTranslation('journal')
  const format = useFormat()
  const [shown, setShown] = useState({ of: day, month: day })
  const month = shown.of === day ? shown.month : day
  const turn = (months: number) => setShown({ of: day, month: addMonths(month, months) })
  const sheet = monthSheet(month)
  const query = useQuery(journalDaysQuery(sheet.days[0]!, sheet.days.at(-1)!))
  const marks = new Map(query.data?.days.map((mark) => [mark.date, mark]))
  const name = new Intl.DateTimeFormat(format.locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${sheet.first}T00:00:00Z`))
  return (
    <nav className={css['rail']} aria-label={t('rail.label')}>
      <div className={css['railHead']}>
        <IconButton icon="chevronLeft" label={t('rail.previous')} onClick={() => turn(-1)} />
        <h2 aria-live="polite">{name}</h2>
        <IconButton icon="chevronRight" label={t('rail.next')} disabled={sheet.last >= today} onClick={() => turn(1)} />
      </div>
      <div className={css['weekdays']} aria-hidden="true">{[1, 2, 3, 4, 5, 6, 7].map((n) => <span key={n}>{format.weekday(n)}</span>)}</div>
      <ul className={css['sheet']}>
        {sheet.days.map((date) => (
          <li key={date}>
            <button type="button" className={css['date']} disabled={date > today} aria-current={date === day ? 'date' : undefined}
              data-mark={markOf(marks.get(date))} data-other={date < sheet.first || date > sheet.last || undefined}
              aria-label={label(date, marks.get(date))} onClick={() => onDay(date)}>
              {format.number(Number(date.slice(8)))}
            </button>
          </li>
        ))}
      </ul>
      <ul className={css['legend']}>
        {(['final', 'draft', 'edited'] as const).map((mark) => <li key={mark}><span data-mark={mark} aria-hidden="true" />{t(`marks.${mark}`)}</li>)}
      </ul>
    </nav>
  )

  function label(date: string, mark: JournalMark | undefined) {
    const said = markOf(mark)
    const words = [format.date(date, 'long'), said && t(`marks.${said}`), mark?.has_offer && t('marks.offer'), mark?.has_notes && t('marks.notes')]
    return words.filter(Boolean).join(', ')
  }
}

const markOf = (mark: JournalMark | undefined) => (!mark || mark.state === 'none' ? undefined : mark.edited ? 'edited' : mark.state)
