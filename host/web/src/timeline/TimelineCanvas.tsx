import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { paintLanes, place, type LaneFilter } from '@/day/lanes'
import { prepare, usePalette, useWidth } from '@/day/useSurface'
import { itemAt, type DayModel } from '@/lib/timelineCoreDay'
import { paint } from '@/lib/timelineCorePaint'
import { HOUR, reveal, zoomAt, type View } from '@/lib/timelineCoreView'
import { useFormat } from '@/i18n/useFormat'
import { firstItem, selectedRange, stepItem, stepLane, type Selection } from './selection'
import { Tip } from './Tip'
import { useCanvasInput } from './useCanvasInput'
import { useItemText } from './useItemText'
import css from './timeline.module.css'

interface Props {
  model: DayModel
  view: View
  onView: (next: View | ((view: View) => View)) => void
  selection: Selection | null
  onSelect: (selection: Selection | null) => void
  onDraw: (from: number, to: number) => void
  onOpen: () => void
  shown: LaneFilter
  vertical: boolean
  now: number | null
}

const AXIS = { across: 28, along: 46 }

/** The day on a canvas. One tab stop; what is under the cursor is said in words beside it. */
export function TimelineCanvas({ model, view, onView, selection, onSelect, onDraw, onOpen, shown, vertical, now }: Props) {
  const { t } = useTranslation('timeline')
  const format = useFormat()
  const say = useItemText(model)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [frame, width] = useWidth<HTMLDivElement>()
  const { palette, colors } = usePalette()

  const axis = vertical ? AXIS.along : AXIS.across
  const { placed, depth } = useMemo(() => place(model.lanes, axis), [model, axis])
  const scale = vertical && width > 0 ? Math.max(0.5, (width - axis) / (depth - axis)) : 1
  const fitted = useMemo(() => (vertical ? place(model.lanes, axis, scale) : { placed, depth }), [vertical, model, axis, scale, placed, depth])
  const length = vertical ? Math.min(1600, Math.max(440, ((view.to - view.from) / HOUR) * 56)) : width
  const across = vertical ? width : fitted.depth
  const lanes = useMemo(() => paintLanes(model, fitted.placed, colors, shown, say.title), [model, fitted, colors, shown, say])

  const { hover, drawn, handlers } = useCanvasInput(canvas, { model, view, length, vertical, placed: fitted.placed, onView, onSelect, onDraw })
  const range = selection && selection.anchor !== selection.at ? selectedRange(model, selection) : null

  useEffect(() => {
    if (!canvas.current || width === 0) return
    const frameId = requestAnimationFrame(() => {
      const ctx = prepare(canvas.current!, vertical ? across : length, vertical ? length : across)
      if (!ctx) return
      const laneIndex = selection ? fitted.placed.findIndex((one) => one.lane.id === selection.laneId) : -1
      performance.mark('timeline-draw')
      paint(ctx, {
        view, length, depth: across, axis, phase: model.phase, vertical, lanes, palette, now, hover,
        tickLabel: (time) => format.time(new Date(model.origin + time).toISOString(), model.zone),
        chosen: selection && laneIndex >= 0 ? { lane: laneIndex, span: selection.at } : null,
        drawn: drawn ?? (range && { from: range.start, to: range.end }),
      })
      performance.measure('timeline-draw', 'timeline-draw')
    })
    return () => cancelAnimationFrame(frameId)
  }, [view, length, across, axis, width, vertical, model, lanes, palette, now, hover, selection, drawn, range, fitted, format])

  const go = (next: Selection | null) => {
    onSelect(next)
    const spot = next && selectedRange(model, { ...next, anchor: next.at })
    if (spot) onView((before) => reveal(before, spot.start, spot.end, model.length))
  }
  const middle = () => {
    const spot = selection && selectedRange(model, selection)
    return spot ? (spot.start + spot.end) / 2 : (view.from + view.to) / 2
  }
  const keys: Record<string, (shift: boolean) => void> = {
    ArrowLeft: (shift) => go(vertical ? stepLane(model, selection, -1) : stepItem(model, selection, -1, shift)),
    ArrowRight: (shift) => go(vertical ? stepLane(model, selection, 1) : stepItem(model, selection, 1, shift)),
    ArrowUp: (shift) => go(vertical ? stepItem(model, selection, -1, shift) : stepLane(model, selection, -1)),
    ArrowDown: (shift) => go(vertical ? stepItem(model, selection, 1, shift) : stepLane(model, selection, 1)),
    Home: () => go(firstItem(model)),
    '+': () => onView((before) => zoomAt(before, 1.5, middle(), model.length)),
    '=': () => onView((before) => zoomAt(before, 1.5, middle(), model.length)),
    '-': () => onView((before) => zoomAt(before, 1 / 1.5, middle(), model.length)),
    '0': () => onView({ from: 0, to: model.length }),
    Enter: () => (selection ? onOpen() : go(firstItem(model))),
    Escape: () => onSelect(null),
  }
  const onKeyDown = (e: React.KeyboardEvent) => {
    if (e.ctrlKey || e.metaKey || e.altKey || !(e.key in keys)) return
    e.preventDefault()
    e.stopPropagation()
    keys[e.key]!(e.shiftKey)
  }
  const label = t('canvas.label', { day: format.date(model.date, 'long') })
  const chosen = selection && fitted.placed.find((one) => one.lane.id === selection.laneId && selection.at < one.lane.spans.count)

  return (
    <div className={vertical ? `${css['stage']} ${css['upright']}` : css['stage']}>
      {!vertical && (
        <div className={css['names']} aria-hidden="true">
          {fitted.placed.map(({ lane, top, size }) => (
            <span key={lane.id} style={{ top, height: size }} title={lane.name}>{say.laneName(lane)}</span>
          ))}
        </div>
      )}
      <div ref={frame} className={css['frame']}>
        {vertical && (
          <div className={css['heads']} aria-hidden="true">
            {fitted.placed.map(({ lane, top, size }) => lane.kind !== 'presence' && <span key={lane.id} style={{ left: top, width: size + 8 }}>{say.laneName(lane)}</span>)}
          </div>
        )}
        {/* A canvas has no elements to walk through: as an application it takes the arrow keys itself; the list tab says the same in a table. */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-noninteractive-tabindex */}
        <div role="application" aria-label={label} aria-describedby="timeline-keys" tabIndex={0} className={css['focus']} onKeyDown={onKeyDown}>
          <canvas ref={canvas} className={css['canvas']} style={{ width: vertical ? across : length, height: vertical ? length : across }} {...handlers} />
        </div>
        {hover && !drawn && <Tip item={itemAt(model, fitted.placed[hover.lane]!.lane, hover.span)} text={say} x={hover.x} y={hover.y} width={width} />}
        {drawn && <output className={css['drawn']}>{say.span(drawn.from, drawn.to)}</output>}
      </div>
      <p id="timeline-keys" className="visually-hidden">{t('canvas.keys')}</p>
      <p className="visually-hidden" role="status">
        {range ? say.span(range.start, range.end) : chosen ? say.item(itemAt(model, chosen.lane, selection.at)) : ''}
      </p>
    </div>
  )
}

