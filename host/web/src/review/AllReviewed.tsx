import { useTranslation } from 'react-i18next'
import { useZone } from '@/api/useMe'
import { useTimesheet } from '@/day/useDay'
import { useFormat } from '@/i18n/useFormat'
import { ButtonLink } from '@/kit/basics/Button'
import { Card } from '@/kit/basics/Page'
import { Empty } from '@/kit/feedback/States'
import { addDays, type Range } from '@/lib/range'

/** Nothing is left: up to when, and what the last day with time came to. */
export function AllReviewed({ range }: { range: Range }) {
  const { t } = useTranslation('review')
  const format = useFormat()
  const zone = useZone()
  const from = range.from > addDays(range.to, -6) ? range.from : addDays(range.to, -6)
  const sheet = useTimesheet(from, range.to).data
  const last = sheet?.days.filter((day) => day.entries.length > 0).at(-1)
  const end = last?.entries.reduce((latest, entry) => (entry.end > latest ? entry.end : latest), '')
  return (
    <Card>
      <Empty icon="check" title={end ? t('empty.upTo', { time: format.moment(end, zone) }) : t('empty.title')}
        action={
          <>
            <ButtonLink kind="primary" to="/timesheet" search={{ from: last?.date }}>{t('empty.timesheet')}</ButtonLink>
            {last && <ButtonLink to="/timeline" search={{ day: last.date }}>{t('empty.timeline')}</ButtonLink>}
          </>
        }>
        {last ? t('empty.total', { day: format.date(last.date, 'long'), duration: format.duration(last.total_ms) }) : t('empty.text')}
      </Empty>
    </Card>
  )
}
