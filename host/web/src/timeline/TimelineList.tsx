import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/kit/basics/Button'
import { ProjectChip } from '@/kit/basics/Chips'
import { SelectField } from '@/kit/form/Field'
import type { LaneFilter } from '@/day/lanes'
import { isEntryLane, itemAt, type DayModel } from '@/lib/timelineCoreDay'
import { useFormat } from '@/i18n/useFormat'
import type { Selection } from './selection'
import { useItemText } from './useItemText'
import css from './timeline.module.css'

interface Props {
  model: DayModel
  shown: LaneFilter
  laneId: string | undefined
  onLane: (id: string) => void
  onSelect: (selection: Selection) => void
}

const PAGE = 100

/** The same day as a table: for screen readers, for reading, for copying. */
export function TimelineList({ model, shown, laneId, onLane, onSelect }: Props) {
  const { t } = useTranslation('timeline')
  const { t: common } = useTranslation('common')
  const format = useFormat()
  const text = useItemText(model)
  const [limit, setLimit] = useState(PAGE)
  const lanes = model.lanes.filter((lane) => lane.spans.count > 0)
  const lane = lanes.find((one) => one.id === laneId) ?? lanes.find((one) => one.kind === 'entries') ?? lanes.find((one) => one.kind === 'blocks') ?? lanes[0]
  if (!lane) return null
  const items = Array.from({ length: lane.spans.count }, (_, i) => itemAt(model, lane, i))
    .filter((item) => lane.kind === 'activity' || lane.kind === 'presence' || shown(item.project?.id ?? null))
  return (
    <div className="stack">
      <div className={css['listHead']}>
        <SelectField label={t('list.lane')} value={lane.id} onChange={(id) => { setLimit(PAGE); onLane(id) }}
          choices={lanes.map((one) => ({ value: one.id, label: `${text.laneName(one)} (${format.number(one.spans.count)})` }))} />
      </div>
      <div className={css['tableWrap']}>
        <table className={css['table']}>
          <caption className="visually-hidden">{t('list.caption', { lane: text.laneName(lane), day: format.date(model.date, 'long') })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('list.time')}</th>
              <th scope="col" className={css['right']}>{t('list.duration')}</th>
              <th scope="col">{t('list.what')}</th>
              <th scope="col">{t('list.project')}</th>
              <th scope="col">{isEntryLane(lane) ? t('list.status') : t('list.state')}</th>
            </tr>
          </thead>
          <tbody>
            {items.slice(0, limit).map((item) => (
              <tr key={item.index}>
                <td className="num nowrap">{text.clock(item.start)}–{text.clock(item.end)}</td>
                <td className={`num nowrap ${css['right']}`}>{format.duration(item.end - item.start)}</td>
                <td className={css['what']}>
                  <button type="button" className={css['linkish']} onClick={() => onSelect({ laneId: lane.id, at: item.index, anchor: item.index })}>
                    <span className="title-text">{text.title(item)}</span>
                  </button>
                  {item.detail && item.detail !== item.title && <span className="muted small title-text"> {item.detail}</span>}
                </td>
                <td>{item.project || isEntryLane(lane) ? <ProjectChip project={item.project} /> : <span className="muted">–</span>}</td>
                <td className="nowrap">{text.state(item)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {items.length > limit && (
        <div className="row">
          <Button onClick={() => setLimit(limit + 5 * PAGE)}>{common('actions.loadMore')}</Button>
          <span className="muted small">{t('list.shown', { shown: format.number(limit), all: format.number(items.length) })}</span>
        </div>
      )}
    </div>
  )
}
