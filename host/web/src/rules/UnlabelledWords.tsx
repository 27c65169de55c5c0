import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/useFormat'
import { Button } from '@/kit/basics/Button'
import { Card } from '@/kit/basics/Page'
import { Await } from '@/kit/feedback/States'
import { wordsQuery } from './queries'
import css from './rules.module.css'

const days = 14

/** Words that are frequent in time nothing has claimed: each is half a rule. */
export function UnlabelledWords({ onRule }: { onRule: (word: string) => void }) {
  const { t } = useTranslation(['rules', 'common'])
  const format = useFormat()
  const words = useQuery(wordsQuery(days))
  return (
    <Card title={t('words.title')}>
      <p className="muted small">{t('words.help', { count: days })}</p>
      <Await query={words}>
        {({ items }) => items.length === 0 ? <p className="muted">{t('words.empty')}</p> : (
          <ul className={css['words']}>
            {items.slice(0, 12).map((w) => (
              <li key={w.word}>
                <details className="grow">
                  <summary><strong>{w.word}</strong> <span className="muted small num">{format.duration(w.duration_ms)}</span></summary>
                  <ul className="muted small">{w.titles.map((title) => <li key={title} className="title-text">{title}</li>)}</ul>
                </details>
                <Button small onClick={() => onRule(w.word)}>{t('words.rule')}</Button>
              </li>
            ))}
          </ul>
        )}
      </Await>
    </Card>
  )
}
