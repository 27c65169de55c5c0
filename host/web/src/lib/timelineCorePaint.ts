import { fold, type Spans } from './timelineCore'
import { fit } from './timelineCoreText'
import { ticks, xAt, type View } from './timelineCoreView'

/** Draws a day on a canvas. Knows rectangles and colours, no words of the product and no elements. */

export type Look = 'solid' | 'striped' | 'hatched' | 'struck'

export interface PaintLane {
  spans: Spans
  /** Offset and size across the time axis, in CSS pixels. */
  top: number
  size: number
  color: (span: number) => string
  look: (span: number) => Look
  /** What to write on a span that has room; empty for nothing. */
  label?: (span: number) => string
  /** Wide spans are drawn as light cards with an edge in their colour, so that words on them stay readable. */
  cards?: boolean
  accepts?: (span: number) => boolean
}

export interface Palette {
  grid: string
  text: string
  muted: string
  surface: string
  accent: string
  stripe: string
  font: string
}

export interface Scene {
  view: View
  /** Along the time axis and across it, in CSS pixels. */
  length: number
  depth: number
  /** Where the lanes begin: above are the marks of the clock. */
  axis: number
  phase: number
  vertical: boolean
  lanes: readonly PaintLane[]
  palette: Palette
  tickLabel: (time: number) => string
  now: number | null
  hover: { lane: number; span: number } | null
  chosen: { lane: number; span: number } | null
  drawn: { from: number; to: number } | null
}

const READABLE = 34
const CARD = 4
const EDGE = 3

/** Answers how many rectangles the spans took. */
export function paint(ctx: CanvasRenderingContext2D, scene: Scene): number {
  const { view, length, depth, vertical, palette } = scene
  const box = (along: number, across: number, longer: number, deeper: number) =>
    vertical ? ([across, along, deeper, longer] as const) : ([along, across, longer, deeper] as const)
  ctx.clearRect(...box(0, 0, length, depth))
  ctx.font = palette.font
  ctx.textBaseline = 'middle'
  paintGrid(ctx, scene, box)

  let rects = 0
  for (const lane of scene.lanes) {
    rects += fold(
      lane.spans, view.from, view.to, length,
      (along, wide, span) => {
        const gap = wide > 4 ? 1 : 0
        const [x, y, w, h] = box(along, lane.top, wide - gap, lane.size)
        const color = lane.color(span)
        const look = lane.look(span)
        if (lane.cards && wide >= CARD && look !== 'hatched') card(ctx, x, y, w, h, color, look, palette, vertical)
        else fill(ctx, x, y, w, h, color, look, palette, lane.cards ? 0.55 : 1)
        if (lane.label && wide >= READABLE && (!vertical || w >= READABLE)) write(ctx, x, y, w, h, lane.label(span), look, palette, vertical)
      },
      lane.accepts,
    )
  }
  for (const [mark, line] of [[scene.hover, 1], [scene.chosen, 2]] as const) {
    const lane = mark && scene.lanes[mark.lane]
    if (!mark || !lane || mark.span >= lane.spans.count) continue
    const from = Math.max(0, xAt(view, lane.spans.start[mark.span]!, length))
    const to = Math.min(length, xAt(view, lane.spans.end[mark.span]!, length))
    if (to < 0 || from > length) continue
    ctx.strokeStyle = palette.text
    ctx.lineWidth = line
    const [x, y, w, h] = box(from - 1, lane.top - 1, Math.max(3, to - from + 1), lane.size + 2)
    ctx.strokeRect(x, y, w, h)
  }
  if (scene.drawn) {
    const from = xAt(view, scene.drawn.from, length)
    const [x, y, w, h] = box(from, scene.axis, xAt(view, scene.drawn.to, length) - from, depth - scene.axis)
    ctx.globalAlpha = 0.18
    ctx.fillStyle = palette.accent
    ctx.fillRect(x, y, w, h)
    ctx.globalAlpha = 1
    ctx.strokeStyle = palette.accent
    ctx.lineWidth = 1.5
    ctx.strokeRect(x, y, w, h)
  }
  if (scene.now !== null && scene.now >= view.from && scene.now <= view.to) {
    ctx.fillStyle = palette.accent
    ctx.fillRect(...box(xAt(view, scene.now, length) - 1, scene.axis - 4, 2, depth - scene.axis + 4))
  }
  return rects
}

type Box = (along: number, across: number, longer: number, deeper: number) => readonly [number, number, number, number]

function paintGrid(ctx: CanvasRenderingContext2D, scene: Scene, box: Box) {
  const { view, length, depth, vertical, palette, axis } = scene
  for (const tick of ticks(view, length, scene.phase, vertical ? 44 : 64)) {
    const along = Math.round(xAt(view, tick, length))
    ctx.fillStyle = palette.grid
    ctx.fillRect(...box(along, axis, 1, depth - axis))
    if (axis === 0) continue
    ctx.fillStyle = palette.muted
    const text = scene.tickLabel(tick)
    if (vertical) ctx.fillText(text, 0, Math.min(length - 7, Math.max(7, along)))
    else ctx.fillText(text, Math.min(length - ctx.measureText(text).width, Math.max(0, along - ctx.measureText(text).width / 2)), axis / 2 - 1)
  }
}

type Rect<Last> = [ctx: CanvasRenderingContext2D, x: number, y: number, w: number, h: number, color: string, look: Look, palette: Palette, last: Last]

function fill(...[ctx, x, y, w, h, color, look, palette, strength]: Rect<number>) {
  ctx.fillStyle = color
  ctx.globalAlpha = look === 'hatched' ? 0.14 : look === 'struck' ? 0.2 : strength
  rounded(ctx, x, y, w, h)
  ctx.globalAlpha = 1
  if (Math.min(w, h) < 3) return
  if (look === 'striped') stripes(ctx, x, y, w, h, palette.stripe, 4, 8)
  if (look === 'hatched') stripes(ctx, x, y, w, h, color, 1, 5)
}

function card(...[ctx, x, y, w, h, color, look, palette, vertical]: Rect<boolean>) {
  ctx.fillStyle = color
  ctx.globalAlpha = look === 'solid' ? 0.3 : look === 'struck' ? 0.1 : 0.16
  rounded(ctx, x, y, w, h)
  if (look === 'striped') {
    ctx.globalAlpha = 0.2
    stripes(ctx, x, y, w, h, color, 4, 8)
  }
  ctx.globalAlpha = look === 'struck' ? 0.4 : 1
  ctx.beginPath()
  const edge = Math.min(EDGE, (vertical ? h : w) / 3)
  ctx.roundRect(x, y, vertical ? w : edge, vertical ? edge : h, [3, vertical ? 3 : 0, 0, vertical ? 0 : 3])
  ctx.fill()
  ctx.globalAlpha = 1
  if (look !== 'struck') return
  ctx.fillStyle = palette.muted
  if (vertical) ctx.fillRect(x + w / 2, y + 2, 1, h - 4)
  else ctx.fillRect(x + EDGE + 2, y + h / 2, w - EDGE - 4, 1)
}

function rounded(ctx: CanvasRenderingContext2D, x: number, y: number, w: number, h: number) {
  if (w < 7 || h < 7) return ctx.fillRect(x, y, w, h)
  ctx.beginPath()
  ctx.roundRect(x, y, w, h, 3)
  ctx.fill()
}

/** Stripes at 45°, the same wherever a span begins, so that panning does not make them swim. */
function stripes(ctx: CanvasRenderingContext2D, x: number, y: number, w: number, h: number, color: string, wide: number, every: number) {
  ctx.save()
  ctx.beginPath()
  ctx.rect(x, y, w, h)
  ctx.clip()
  ctx.strokeStyle = color
  ctx.lineWidth = wide
  ctx.beginPath()
  const step = every * Math.SQRT2
  for (let at = x - h - ((x - h) % step); at < x + w + step; at += step) {
    ctx.moveTo(at, y + h)
    ctx.lineTo(at + h, y)
  }
  ctx.stroke()
  ctx.restore()
}

function write(
  ctx: CanvasRenderingContext2D, x: number, y: number, w: number, h: number, text: string, look: Look, palette: Palette, vertical: boolean,
) {
  if (!text || h < 15) return
  const room = w - EDGE - 9
  const shown = fit(ctx, text, room)
  if (shown === '') return
  ctx.fillStyle = look === 'struck' ? palette.muted : palette.text
  ctx.fillText(shown, x + (vertical ? 6 : EDGE + 5), vertical ? y + Math.min(h / 2, 13) : y + h / 2 + 0.5)
}
