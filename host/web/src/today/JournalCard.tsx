import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { journalQuery } from '@/api/journal'
import { Badge } from '@/kit/basics/Marks'
import { Card } from '@/kit/basics/Page'
import { ErrorState, Skeleton } from '@/kit/feedback/States'
import css from './today.module.css'

/** The first lines of the day's journal. */
export function JournalCard({ day }: { day: string }) {
  const { t } = useTranslation('today')
  const query = useQuery(journalQuery(day))
  const journal = query.data
  return (
    <Card title={t('journal.title')} aside={<Link className="small" to="/journal" search={{ day }}>{t('journal.open')}</Link>}>
      {query.error && !journal ? <ErrorState error={query.error} retry={() => void query.refetch()} />
        : !journal ? <Skeleton rows={3} />
        : journal.state === 'none' ? <p className="muted">{t('journal.none')}</p>
        : <><p className={`${css['lines']} title-text`} lang={journal.locale ?? undefined}>{journal.text}</p>{journal.edited && <Badge>{t('journal.edited')}</Badge>}</>}
    </Card>
  )
}
