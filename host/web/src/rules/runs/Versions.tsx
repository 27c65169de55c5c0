import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Rule } from '@/api/types'
import { useZone } from '@/api/useMe'
import { useFormat } from '@/i18n/useFormat'
import { Await } from '@/kit/feedback/States'
import { useRuleWords } from '../useRuleWords'
import { versionsQuery } from './queries'
import css from './runs.module.css'

/** What the rule said before, asked for only when somebody looks. */
export function Versions({ rule }: { rule: Rule }) {
  const { t } = useTranslation('rules')
  const [open, setOpen] = useState(false)
  if (rule.version < 2) return null
  return (
    <details className={css['details']} onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>{t('versions.title', { count: rule.version })}</summary>
      {open && <Listed id={rule.id} />}
    </details>
  )
}

function Listed({ id }: { id: string }) {
  const { t } = useTranslation('rules')
  const format = useFormat()
  const words = useRuleWords()
  const zone = useZone()
  return (
    <Await query={useQuery(versionsQuery(id))}>
      {({ items }) => (
        <ol className={css['versions']} reversed>
          {items.map((one) => (
            <li key={one.version} className="small">
              <span className="muted">{format.moment(one.created_at, zone)} · {one.since ? t('versions.since', { date: format.date(one.since, 'year') }) : t('versions.always')}{!one.enabled && <> · {t('versions.off')}</>}</span>
              <br />
              {one.when.all.map((c) => `${words.field(c.field)} ${words.op(c.op)} ${c.value}`).join(', ')} → {one.then.task?.key ?? one.then.project?.name ?? one.then.category ?? one.then.kind ?? ''}
            </li>
          ))}
        </ol>
      )}
    </Await>
  )
}
