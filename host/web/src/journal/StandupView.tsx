import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { standupQuery } from '@/api/journal'
import { languages } from '@/i18n'
import { useFormat } from '@/i18n/useFormat'
import { Card } from '@/kit/basics/Page'
import { Await, Skeleton } from '@/kit/feedback/States'
import { Segments } from '@/kit/form/Segments'
import { CopyButton } from './CopyButton'
import { Sentences } from './Sentences'
import css from './journal.module.css'

/** What one says in the morning: the last worked day, today, blockers. */
export function StandupView({ day }: { day: string }) {
  const { t, i18n } = useTranslation('journal')
  const format = useFormat()
  const [locale, setLocale] = useState<string>(i18n.resolvedLanguage ?? 'en')
  const query = useQuery(standupQuery(day, locale))
  return (
    <Await query={query} skeleton={<Card><Skeleton rows={6} /></Card>}>
      {(standup) => (
        <Card title={t('standup.title', { date: format.date(standup.date) })} aside={<div className={css['actions']}>
          <Segments label={t('standup.language')} value={locale} onChange={setLocale} options={languages.map((value) => ({ value, label: t(`language.${value}`) }))} />
          <CopyButton text={standup.text} />
        </div>}>
          <Sentences sections={standup.sections} facts={standup.facts} zone={standup.time_zone} locale={standup.locale} />
        </Card>
      )}
    </Await>
  )
}
