import { useTranslation } from 'react-i18next'
import type { Timesheet } from '@/api/types'
import { ButtonLink } from '@/kit/basics/Button'
import { Card } from '@/kit/basics/Page'
import { Empty } from '@/kit/feedback/States'
import { EntryTable } from './EntryTable'

/** The entries of a range, day by day; one can be edited, split, and joined with the next. */
export function EntriesView({ data }: { data: Timesheet }) {
  return data.days.every((day) => day.entries.length === 0) ? <NothingHere /> : <Card flush><EntryTable days={data.days} zone={data.time_zone} /></Card>
}

export function NothingHere() {
  const { t } = useTranslation('timesheet')
  return (
    <Card>
      <Empty icon="clock" title={t('sheet.empty')} action={<ButtonLink to="/" search={{}}>{t('sheet.toToday')}</ButtonLink>}>{t('sheet.emptyText')}</Empty>
    </Card>
  )
}
