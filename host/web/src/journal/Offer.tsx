import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { journalKeys } from '@/api/journal'
import type { Journal } from '@/api/journalTypes'
import { useSave } from '@/api/useSave'
import { Button } from '@/kit/basics/Button'
import { ErrorState } from '@/kit/feedback/States'
import css from './journal.module.css'

/** What was written since the person edited the text, beside their own: sentence by sentence. */
export function Offer({ journal }: { journal: Journal }) {
  const { t } = useTranslation('journal')
  const queries = useQueryClient()
  const decide = useSave((action: 'accept' | 'discard') => api.post<Journal>(`journal/${journal.date}/offer`, { action }), [journalKeys.all], (saved) =>
    queries.setQueryData(journalKeys.day(journal.date), saved))
  return (
    <section className={css['offer']} aria-label={t('offer.title')}>
      <h3>{t('offer.title')}</h3>
      <p className="muted small">{t('offer.text')}</p>
      <ul className={`${css['diff']} title-text`} lang={journal.locale ?? undefined}>
        {journal.offer?.diff.map((part, i) => (
          <li key={i} data-kind={part.kind}>
            {part.kind === 'same' ? part.text
              : part.kind === 'removed' ? <><span className="visually-hidden">{t('offer.removed')} </span><del>{part.text}</del></>
              : <><span className="visually-hidden">{t('offer.added')} </span><ins>{part.text}</ins></>}
          </li>
        ))}
      </ul>
      {decide.error && <ErrorState error={decide.error} />}
      <div className={css['actions']}>
        <Button kind="primary" busy={decide.isPending} onClick={() => decide.mutate('accept')}>{t('offer.accept')}</Button>
        <Button busy={decide.isPending} onClick={() => decide.mutate('discard')}>{t('offer.discard')}</Button>
      </div>
    </section>
  )
}
