import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Evidence } from '@/day/Evidence'
import { Button, ButtonLink, IconButton } from '@/kit/basics/Button'
import { ConfidenceBadge, EntryStatusBadge, ProjectChip } from '@/kit/basics/Chips'
import type { DayItem } from '@/lib/timelineCoreDay'
import type { ItemText } from './useItemText'
import css from './timeline.module.css'

interface Props {
  item: DayItem
  /** More than one is selected: their whole stretch, as offsets. */
  range: { start: number; end: number } | null
  day: string
  text: ItemText
  onClose: () => void
  onNew: () => void
}

/** What is selected, and why it is what it is. */
export function DetailsPane({ item, range, day, text, onClose, onNew }: Props) {
  const { t } = useTranslation('timeline')
  const { entry } = item
  return (
    <aside className={css['details']} aria-labelledby="details-title">
      <div className="row between">
        <h2 id="details-title" className="title-text" tabIndex={-1}>{range ? t('details.range') : text.title(item)}</h2>
        <IconButton small icon="x" label={t('details.close')} onClick={onClose} />
      </div>
      <p className="num muted">{range ? text.span(range.start, range.end) : text.span(item.start, item.end)} · {text.laneName(item.lane)}</p>
      {!range && (
        <>
          {item.detail && item.detail !== item.title && <p className="title-text">{item.detail}</p>}
          <div className="row">
            {(item.project || entry) && <ProjectChip project={item.project} task={entry?.task} draft={entry?.status === 'inferred'} />}
            {entry && <EntryStatusBadge status={entry.status} />}
            {entry?.confidence != null && entry.project && <ConfidenceBadge value={entry.confidence} />}
          </div>
        </>
      )}
      <div className="row">
        <Button small icon="plus" onClick={onNew}>{t('details.newEntry')}</Button>
        {entry?.to_review && !range && <ButtonLink small icon="review" to="/review" search={{ day, entry: entry.id }}>{t('details.review')}</ButtonLink>}
        {entry && !entry.to_review && entry.status !== 'manual' && !range && (
          <Link className="small" to="/review" search={{ day, entry: entry.id }}>{t('details.change')}</Link>
        )}
      </div>
      {!range && item.blockId && <Evidence blockId={item.blockId} />}
    </aside>
  )
}
