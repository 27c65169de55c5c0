import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { weekQuery } from '@/api/journal'
import { useFormat } from '@/i18n/useFormat'
import { Badge } from '@/kit/basics/Marks'
import { Card } from '@/kit/basics/Page'
import { Await, Skeleton } from '@/kit/feedback/States'
import { CopyButton } from './CopyButton'
import { isoWeek } from './month'
import { Sentences } from './Sentences'
import css from './journal.module.css'

/** The week the day lies in, from the same facts as its days. */
export function WeekView({ day, onDay }: { day: string; onDay: (day: string) => void }) {
  const { t } = useTranslation('journal')
  const format = useFormat()
  const query = useQuery(weekQuery(isoWeek(day)))
  return (
    <Await query={query} skeleton={<Card><Skeleton rows={8} /></Card>}>
      {(week) => (
        <>
          <Card title={t('week.title', { range: format.range(week.start, week.end) })} aside={<CopyButton text={week.text} />}>
            <Sentences sections={week.sections} facts={week.facts} zone={week.time_zone} locale={week.locale} />
          </Card>
          <Card title={t('week.days')} flush>
            <ul className={css['days']}>
              {week.days.map((one) => (
                <li key={one.date}>
                  <button type="button" onClick={() => onDay(one.date)}>{format.date(one.date)}</button>
                  <span className="num">{format.duration(one.total_ms)}</span>
                  <span className="grow title-text" lang={week.locale}>{one.journal?.lead}</span>
                  {one.journal && one.journal.state !== 'none' && <Badge tone={one.journal.state === 'final' ? 'ok' : 'warn'}>{t(`state.${one.journal.state}`)}</Badge>}
                  {one.journal?.edited && <Badge>{t('edited')}</Badge>}
                </li>
              ))}
            </ul>
          </Card>
        </>
      )}
    </Await>
  )
}
