import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { journalKeys, journalQuery } from '@/api/journal'
import type { Journal } from '@/api/journalTypes'
import { useSave } from '@/api/useSave'
import { useFormat } from '@/i18n/useFormat'
import { Button } from '@/kit/basics/Button'
import { Badge } from '@/kit/basics/Marks'
import { Card } from '@/kit/basics/Page'
import { Await, Empty, ErrorState, Notice, Skeleton } from '@/kit/feedback/States'
import { useShortcuts } from '@/shell/keyboard'
import { CopyButton } from './CopyButton'
import { EditText } from './EditText'
import { Notes } from './Notes'
import { Offer } from './Offer'
import { Sentences } from './Sentences'
import { Versions } from './Versions'
import css from './journal.module.css'

/** One day: its text with sources, what the person made of it, and their notes. */
export function DayView({ day, today }: { day: string; today: string }) {
  const query = useQuery(journalQuery(day))
  return (
    <Await query={query} skeleton={<Card><Skeleton rows={6} /></Card>}>
      {(journal) => (
        <>
          {journal.state === 'none' ? <Unwritten journal={journal} today={today} /> : <Written journal={journal} />}
          <Notes key={journal.date} journal={journal} />
          {journal.state !== 'none' && journal.revision > 1 && <Versions date={journal.date} />}
        </>
      )}
    </Await>
  )
}

/** Tells the server to write the day now. */
function useWrite(date: string) {
  const queries = useQueryClient()
  return useSave(() => api.post<Journal>(`journal/${date}/regenerate`), [journalKeys.all], (journal) => queries.setQueryData(journalKeys.day(date), journal))
}

function Unwritten({ journal, today }: { journal: Journal; today: string }) {
  const { t } = useTranslation('journal')
  const format = useFormat()
  const write = useWrite(journal.date)
  return (
    <Card>
      <Empty icon="edit" title={t('empty.title')} action={<Button kind="primary" busy={write.isPending} onClick={() => write.mutate(undefined)}>{t('empty.write')}</Button>}>
        {journal.date >= today ? t('empty.tonight', { time: format.time(journal.closes_at, journal.time_zone) }) : t('empty.past')}
      </Empty>
      {write.error && <ErrorState error={write.error} title={t('empty.failed')} />}
    </Card>
  )
}

function Written({ journal }: { journal: Journal }) {
  const { t, i18n } = useTranslation('journal')
  const format = useFormat()
  const [editing, setEditing] = useState(false)
  const write = useWrite(journal.date)
  useShortcuts([{ keys: 'e', label: t('keys.edit'), run: () => setEditing(true) }])
  return (
    <Card
      title={
        <span className={css['badges']}>
          {format.duration(journal.total_ms)}
          <Badge tone={journal.state === 'final' ? 'ok' : 'warn'}>{t(`state.${journal.state}`)}</Badge>
          {journal.edited && <Badge>{t('edited')}</Badge>}
        </span>
      }
      aside={
        <div className={css['actions']}>
          <CopyButton text={journal.text} />
          {!editing && <Button icon="edit" onClick={() => setEditing(true)}>{t('edit')}</Button>}
          <Button icon="refresh" busy={write.isPending} onClick={() => write.mutate(undefined)}>{t('writeAgain')}</Button>
        </div>
      }>
      {journal.offer && !editing && <Offer journal={journal} />}
      {editing ? <EditText journal={journal} onDone={() => setEditing(false)} />
        : journal.edited ? <div className={`${css['text']} ${css['own']} title-text`} data-testid="journal-text">{journal.text}</div>
        : <Sentences sections={journal.sections} facts={journal.facts} zone={journal.time_zone} locale={journal.locale ?? 'en'} />}
      {write.error && <ErrorState error={write.error} title={t('empty.failed')} />}
      {journal.model_note && <Notice>{t('modelNote', { reason: i18n.exists(`journal:reason.${journal.model_note}`) ? t(`reason.${journal.model_note as 'budget'}`) : journal.model_note })}</Notice>}
      <p className={`muted small ${css['foot']}`}>
        {t(`source.${journal.source ?? 'template'}`)} {journal.written_at && t('writtenAt', { when: format.moment(journal.written_at, journal.time_zone) })}
        {journal.state === 'draft' && <> {t('closesAt', { when: format.moment(journal.closes_at, journal.time_zone) })}</>}
      </p>
    </Card>
  )
}
