import { useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LaneFilter } from '@/day/lanes'
import { itemAt, type DayModel } from '@/lib/timelineCoreDay'
import type { View } from '@/lib/timelineCoreView'
import { useShortcuts } from '@/shell/keyboard'
import { DetailsPane } from './DetailsPane'
import { Legend } from './Legend'
import { laneOf, selectedRange, type Selection } from './selection'
import { TimelineCanvas } from './TimelineCanvas'
import { TimelineList } from './TimelineList'
import { useItemText } from './useItemText'
import css from './timeline.module.css'

interface Props {
  model: DayModel
  view: View
  onView: (next: View | ((view: View) => View)) => void
  list: boolean
  laneId: string | undefined
  onLane: (id: string) => void
  hidden: readonly string[]
  onHidden: (ids: string[]) => void
  onDraw: (from: number, to: number) => void
  today: string
  vertical: boolean
}

/** The day drawn or listed, its legend, and beside it what is selected. */
export function DayStage(props: Props) {
  const { view, onView, list, hidden, onDraw, vertical } = props
  // A phone is narrow: what was seen, what it became, and the entries are what fits side by side.
  const model = useMemo(
    () => (vertical && !list ? { ...props.model, lanes: props.model.lanes.filter((lane) => lane.kind !== 'timeline' && lane.kind !== 'presence') } : props.model),
    [props.model, vertical, list],
  )
  const { t } = useTranslation('timeline')
  const text = useItemText(model)
  const [selection, setSelection] = useState<Selection | null>(null)
  const now = useNow(model, props.today)
  const shown: LaneFilter = useCallback((project) => !hidden.includes(project ?? 'none'), [hidden])

  const lane = selection && laneOf(model, selection)
  const valid = lane && selection.at < lane.spans.count ? selection : null
  const range = valid && selectedRange(model, valid)
  const item = valid && lane ? itemAt(model, lane, valid.at) : null
  const drawSelection = () => (range ? onDraw(range.start, range.end) : undefined)

  // With a selection `n` means "this stretch"; the page's own `n` is asked only without one.
  useShortcuts([{ keys: 'n', run: () => (range ? drawSelection() : false) }])

  return (
    <>
      <div className={item ? `${css['split']} ${css['open']}` : css['split']}>
        <div className={css['main']}>
          {list ? (
            <div className={css['pad']}><TimelineList model={model} shown={shown} laneId={props.laneId} onLane={props.onLane} onSelect={setSelection} /></div>
          ) : (
            <TimelineCanvas model={model} view={view} onView={onView} selection={valid} onSelect={setSelection} onDraw={onDraw} shown={shown}
              vertical={vertical} now={now} onOpen={() => document.getElementById('details-title')?.focus()} />
          )}
        </div>
        {item && (
          <DetailsPane item={item} range={valid && valid.anchor !== valid.at ? range : null} day={model.date} text={text}
            onClose={() => setSelection(null)} onNew={drawSelection} />
        )}
      </div>
      <div className={css['foot']}>
        <Legend model={model} hidden={hidden} onHidden={props.onHidden} />
        {!list && <p className="muted small desktop-only">{t('hint')}</p>}
      </div>
    </>
  )
}

/** Now as an offset in the day, once a minute; null on other days. */
function useNow(model: DayModel, today: string): number | null {
  const [now, setNow] = useState(() => Date.now())
  const current = model.date === today
  useEffect(() => {
    if (!current) return
    const timer = setInterval(() => setNow(Date.now()), 60_000)
    return () => clearInterval(timer)
  }, [current])
  return current ? now - model.origin : null
}
