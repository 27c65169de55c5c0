import { useTranslation } from 'react-i18next'
import type { PreviewLabel, RulePreview } from '@/api/ruleTypes'
import { useZone } from '@/api/useMe'
import { useFormat } from '@/i18n/useFormat'
import { Icon } from '@/kit/basics/Icon'
import { useRuleWords } from '../useRuleWords'
import { BucketChip } from './TaskShifts'
import css from './preview.module.css'

function Label({ label, other }: { label: PreviewLabel; other: PreviewLabel }) {
  const words = useRuleWords()
  const same = label.project_id === other.project_id && label.task_id === other.task_id && label.kind === other.kind
  return <span className="row"><BucketChip bucket={label} />{same && <span className="small">{words.category(label.category)}</span>}</span>
}

/** What the rule matches, and the stretches that it would change. */
export function PreviewRows({ preview }: { preview: RulePreview }) {
  const { t } = useTranslation('rules')
  const format = useFormat()
  const zone = useZone()
  return (
    <>
      {preview.matches.length > 0 && (
        <details>
          <summary>{t('preview.titles')}</summary>
          <ul className={css['titles']}>
            {preview.matches.map((match, i) => (
              <li key={i}>
                <span className="title-text"><b>{match.host || match.app}</b> {match.title}</span>
                <span className="num muted small nowrap">{format.duration(match.duration_ms)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {preview.rows.length > 0 && (
        <details>
          <summary>{t('preview.rows', { count: preview.rows.length, number: format.number(preview.rows.length) })}</summary>
          <ul className={css['rows']}>
            {preview.rows.map((row) => (
              <li key={`${row.start}${row.end}`}>
                <span className="num small nowrap">{format.date(row.date)} {format.time(row.start, zone)}–{format.time(row.end, zone)}</span>
                <span className="title-text small">{row.title}</span>
                <span className="row"><Label label={row.before} other={row.after} /> <Icon name="chevronRight" size={14} /> <Label label={row.after} other={row.before} /></span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
