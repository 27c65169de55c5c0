import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/useFormat'
import { extent, type DayItem, type DayModel } from '@/lib/timelineCoreDay'
import { paint } from '@/lib/timelineCorePaint'
import { fitAround } from '@/lib/timelineCoreView'
import css from './day.module.css'
import { paintLanes, place } from './lanes'
import { prepare, usePalette, useWidth } from './useSurface'

const AXIS = 22
const everything = () => true
const title = (item: DayItem) => item.title

/** A day at a glance: what was seen and what became of it. Only a picture; its words are `label`. */
export function MiniDay({ model, label }: { model: DayModel; label: string }) {
  const { t } = useTranslation('day')
  const format = useFormat()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [frame, width] = useWidth<HTMLDivElement>()
  const { palette, colors } = usePalette()
  const { placed, depth } = useMemo(() => {
    const lanes = model.lanes.filter((lane) => lane.kind === 'activity' || lane.kind === 'entries')
    const shown = lanes.some((lane) => lane.kind === 'activity' && lane.spans.count > 0) ? lanes : model.lanes.filter((lane) => lane.kind !== 'presence')
    return place(shown, AXIS, 0.72)
  }, [model])
  const lanes = useMemo(() => paintLanes(model, placed, colors, everything, title), [model, placed, colors])

  useEffect(() => {
    if (!canvas.current || width === 0) return
    const ctx = prepare(canvas.current, width, depth)
    const seen = extent(model)
    if (!ctx || !seen) return
    paint(ctx, {
      view: fitAround(seen.start, seen.end, model.length), length: width, depth, axis: AXIS, phase: model.phase, vertical: false, lanes, palette,
      tickLabel: (time) => format.time(new Date(model.origin + time).toISOString(), model.zone), now: null, hover: null, chosen: null, drawn: null,
    })
  }, [model, width, depth, lanes, palette, format])

  return (
    <div ref={frame}>
      <canvas ref={canvas} role="img" aria-label={t('mini', { what: label })} className={css['mini']} style={{ height: depth }} />
    </div>
  )
}
