import { useTranslation } from 'react-i18next'
import type { Disagreement } from '@/api/ruleTypes'
import { useZone } from '@/api/useMe'
import { useFormat } from '@/i18n/useFormat'
import { Notice } from '@/kit/feedback/States'
import { BucketChip } from './TaskShifts'
import css from './preview.module.css'

/** Reviewed entries that say something else. They stay; they are a hint that the rule is wrong. */
export function Disagreements({ items }: { items: Disagreement[] }) {
  const { t } = useTranslation('rules')
  const format = useFormat()
  const zone = useZone()
  if (items.length === 0) return null
  return (
    <Notice tone="warn">
      <details>
        <summary>{t('preview.disagree', { count: items.length, number: format.number(items.length) })}</summary>
        <ul className={css['rows']}>
          {items.map((item) => (
            <li key={`${item.entry_id}${item.after.task_id}${item.after.project_id}`}>
              <span className="num small nowrap">{format.date(item.date)} {format.time(item.start, zone)}–{format.time(item.end, zone)}</span>
              <span className="row"><BucketChip bucket={item.before} /> <span className="muted small">{t('preview.stays')}</span> <BucketChip bucket={item.after} /></span>
            </li>
          ))}
        </ul>
      </details>
    </Notice>
  )
}
