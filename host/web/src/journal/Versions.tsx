import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { journalVersionsQuery } from '@/api/journal'
import { useZone } from '@/api/useMe'
import { useFormat } from '@/i18n/useFormat'
import { Await } from '@/kit/feedback/States'
import css from './journal.module.css'

/** The texts that were replaced: by late data, or by the person's own choice. */
export function Versions({ date }: { date: string }) {
  const { t } = useTranslation('journal')
  const [open, setOpen] = useState(false)
  return (
    <details className={css['sources']} onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>{t('versions.title')}</summary>
      {open && <List date={date} />}
    </details>
  )
}

function List({ date }: { date: string }) {
  const { t } = useTranslation('journal')
  const format = useFormat()
  const zone = useZone()
  const query = useQuery(journalVersionsQuery(date))
  return (
    <Await query={query}>
      {(data) =>
        data.items.length === 0 ? <p className="muted">{t('versions.none')}</p> : (
          <ol className={css['versions']}>
            {data.items.map((version) => (
              <li key={version.revision}>
                <p className="muted small">{t('versions.when', { when: format.moment(version.written_at, zone), until: format.moment(version.replaced_at, zone) })}{version.edited && ` · ${t('edited')}`}</p>
                <p className={`${css['own']} title-text`}>{version.body}</p>
              </li>
            ))}
          </ol>
        )}
    </Await>
  )
}
