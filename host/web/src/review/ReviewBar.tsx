import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProjectRef, ReviewCounts } from '@/api/types'
import { useFormat } from '@/i18n/useFormat'
import { Button } from '@/kit/basics/Button'
import { Icon } from '@/kit/basics/Icon'
import { surenesses, type ReviewSearch } from './search'
import css from './review.module.css'

interface Props {
  search: ReviewSearch
  onSearch: (part: Partial<ReviewSearch>) => void
  counts: ReviewCounts | undefined
  projects: readonly ProjectRef[]
  stages: readonly string[]
  sure: number
  onConfirmSure: () => void
}

/** Days with their counts, the filters, and the one button that takes what needs no look. */
export function ReviewBar({ search, onSearch, counts, projects, stages, sure, onConfirmSure }: Props) {
  const { t, i18n } = useTranslation('review')
  const { t: common } = useTranslation('common')
  const format = useFormat()
  const [more, setMore] = useState(false)
  const stage = (name: string) => (i18n.exists(`stage.${name}`, { ns: 'common' }) ? common(`stage.${name}` as 'stage.rule') : name)
  const days = [...(counts?.days ?? [])].filter((day) => day.open + day.done > 0).sort((a, b) => (a.date < b.date ? 1 : -1))
  const shown = days.filter((day, i) => i < 21 || day.open > 0 || day.date === search.day).slice(0, 40)
  return (
    <div className={css['head']}>
      {shown.length > 0 && (
        <div role="group" aria-label={t('chips.label')} className={css['chips']}>
          {shown.map((day) => (
            <button key={day.date} type="button" className={css['dayChip']} data-done={day.open === 0 || undefined} aria-pressed={search.day === day.date}
              onClick={() => onSearch({ day: search.day === day.date ? undefined : day.date, entry: undefined })}>
              <span className={day.open > 0 ? `${css['chipMark']} striped` : css['chipMark']} aria-hidden="true">{day.open === 0 && <Icon name="check" size={12} />}</span>
              {format.date(day.date)}
              {day.open > 0 ? <b className="num">{format.number(day.open)}<span className="visually-hidden"> {t('chips.open')}</span></b>
                : <span className="visually-hidden">{t('chips.done')}</span>}
            </button>
          ))}
        </div>
      )}
      <div className={css['filters']} role="search" data-open={more || undefined}>
        <input type="search" aria-label={t('filter.text')} placeholder={t('filter.text')} value={search.q ?? ''} data-review-search
          onChange={(e) => onSearch({ q: e.target.value || undefined })} />
        <Button icon="settings" className="phone-only" aria-expanded={more} onClick={() => setMore(!more)}>{t('filter.more')}</Button>
        <select aria-label={t('filter.project')} value={search.project ?? ''} onChange={(e) => onSearch({ project: e.target.value || undefined })}>
          <option value="">{t('filter.anyProject')}</option>
          {projects.map((project) => <option key={project.id} value={project.id}>{project.name}</option>)}
          <option value="none">{common('project.none')}</option>
        </select>
        <select aria-label={t('filter.sure')} value={search.sure ?? ''} onChange={(e) => onSearch({ sure: (e.target.value || undefined) as ReviewSearch['sure'] })}>
          <option value="">{t('filter.anySure')}</option>
          {surenesses.map((one) => <option key={one} value={one}>{one === 'none' ? t('filter.unassigned') : common(`confidence.${one}`)}</option>)}
        </select>
        <select aria-label={t('filter.stage')} value={search.stage ?? ''} onChange={(e) => onSearch({ stage: e.target.value || undefined })}>
          <option value="">{t('filter.anyStage')}</option>
          {stages.map((one) => <option key={one} value={one}>{stage(one)}</option>)}
        </select>
        <select aria-label={t('filter.order')} value={search.order ?? 'time'} onChange={(e) => onSearch({ order: e.target.value === 'unsure' ? 'unsure' : undefined })}>
          <option value="time">{t('filter.byTime')}</option>
          <option value="unsure">{t('filter.unsureFirst')}</option>
        </select>
        <Button kind={sure > 0 ? 'primary' : 'plain'} icon="check" disabled={sure === 0} onClick={onConfirmSure}>{t('confirmSure', { count: sure })}</Button>
      </div>
    </div>
  )
}
