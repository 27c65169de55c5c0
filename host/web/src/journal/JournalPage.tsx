import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useToday } from '@/api/useMe'
import { Page } from '@/kit/basics/Page'
import { Segments } from '@/kit/form/Segments'
import { DateBar } from '@/kit/range/DateBar'
import { addDays } from '@/lib/range'
import { useShortcuts } from '@/shell/keyboard'
import { DayView } from './DayView'
import { MonthRail } from './MonthRail'
import { views, type View } from './search'
import { StandupView } from './StandupView'
import { WeekView } from './WeekView'
import css from './journal.module.css'

const route = getRouteApi('/app/journal')

/** A day, a week or a standup as a text. */
export function JournalPage() {
  const { t } = useTranslation('journal')
  const navigate = useNavigate({ from: '/journal' })
  const today = useToday()
  const search = route.useSearch()
  const day = search.day ?? today
  const view: View = search.view ?? 'day'
  const go = (to: string, as: View = view) =>
    void navigate({ search: { day: to === today ? undefined : to, view: as === 'day' ? undefined : as } })
  const step = view === 'week' ? 7 : 1

  useShortcuts([
    { keys: '[', label: t('keys.previous'), run: () => go(addDays(day, -step)) },
    { keys: ']', label: t('keys.next'), run: () => (addDays(day, step) <= today ? go(addDays(day, step)) : false) },
  ])

  return (
    <Page title={t('title')} lead={t('lead')} wide
      actions={<Segments label={t('view')} value={view} onChange={(as) => go(day, as)} options={views.map((value) => ({ value, label: t(`views.${value}`) }))} />}>
      <div className={css['page']}>
        <MonthRail day={day} today={today} onDay={(to) => go(to)} />
        <div className={css['main']}>
          <DateBar date={day} today={today} onChange={(to) => go(to)} />
          {view === 'day' ? <DayView key={day} day={day} today={today} /> : view === 'week' ? <WeekView day={day} onDay={(to) => go(to, 'day')} /> : <StandupView day={day} />}
        </div>
      </div>
    </Page>
  )
}
