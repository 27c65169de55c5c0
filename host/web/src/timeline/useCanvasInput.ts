import { useEffect, useRef, useState } from 'react'
import { FOLD_PX, hit } from '@/lib/timelineCore'
import type { DayModel } from '@/lib/timelineCoreDay'
import { pan, snap, timeAt, zoomAt, type View } from '@/lib/timelineCoreView'
import type { PlacedLane } from '@/day/lanes'
import type { Selection } from './selection'

interface Input {
  model: DayModel
  view: View
  length: number
  vertical: boolean
  placed: readonly PlacedLane[]
  onView: (next: (view: View) => View) => void
  onSelect: (selection: Selection | null) => void
  onDraw: (from: number, to: number) => void
}

/** Under this movement a press is a click. */
const CLICK_PX = 5

/** Pointer and wheel: hover, click = select, drag = a new entry, wheel = pan, with Ctrl = zoom at the pointer. */
export function useCanvasInput(canvas: React.RefObject<HTMLCanvasElement | null>, input: Input) {
  const latest = useRef(input)
  const press = useRef<{ time: number; x: number } | null>(null)
  const [hover, setHover] = useState<{ lane: number; span: number; x: number; y: number } | null>(null)
  const [drawn, setDrawn] = useState<{ from: number; to: number } | null>(null)
  useEffect(() => {
    latest.current = input
  })

  useEffect(() => {
    const element = canvas.current
    if (!element) return
    const wheel = (e: WheelEvent) => {
      const { view, model, length, vertical, onView } = latest.current
      const box = element.getBoundingClientRect()
      if (e.ctrlKey || e.metaKey) {
        e.preventDefault()
        const anchor = timeAt(view, vertical ? e.clientY - box.top : e.clientX - box.left, length)
        onView((now) => zoomAt(now, Math.exp(-e.deltaY * (e.deltaMode === 1 ? 0.05 : 0.002)), anchor, model.length))
        return
      }
      if (vertical) return
      const by = (Math.abs(e.deltaX) > Math.abs(e.deltaY) ? e.deltaX : e.deltaY) * (e.deltaMode === 1 ? 24 : 1)
      const moved = pan(view, (by / length) * (view.to - view.from), model.length)
      // At either end the page scrolls as usual.
      if (moved.from === view.from) return
      e.preventDefault()
      onView((now) => pan(now, (by / length) * (now.to - now.from), model.length))
    }
    element.addEventListener('wheel', wheel, { passive: false })
    return () => element.removeEventListener('wheel', wheel)
  }, [canvas])

  const locate = (e: React.PointerEvent) => {
    const { view, length, vertical, placed } = latest.current
    const box = e.currentTarget.getBoundingClientRect()
    const x = e.clientX - box.left
    const y = e.clientY - box.top
    const along = vertical ? y : x
    const across = vertical ? x : y
    const time = timeAt(view, along, length)
    const lane = placed.findIndex((one) => across >= one.top - 3 && across <= one.top + one.size + 3)
    const reach = ((FOLD_PX * 2) / length) * (view.to - view.from)
    const span = lane < 0 ? -1 : hit(placed[lane]!.lane.spans, time, reach)
    return { time, lane, span, along, x, y }
  }

  const handlers = {
    onPointerDown: (e: React.PointerEvent) => {
      if (e.button !== 0 || e.pointerType === 'touch') return
      const at = locate(e)
      press.current = { time: at.time, x: at.along }
      e.currentTarget.setPointerCapture(e.pointerId)
    },
    onPointerMove: (e: React.PointerEvent) => {
      const { view, model } = latest.current
      const at = locate(e)
      if (press.current && Math.abs(at.along - press.current.x) >= CLICK_PX) {
        const ends = [press.current.time, at.time].map((time) => snap(time, view, model.length)).sort((a, b) => a - b)
        setDrawn({ from: ends[0]!, to: ends[1]! })
        setHover(null)
        return
      }
      setHover(at.span < 0 ? null : { lane: at.lane, span: at.span, x: at.x, y: at.y })
    },
    onPointerUp: (e: React.PointerEvent) => {
      press.current = null
      if (drawn) {
        setDrawn(null)
        if (drawn.to > drawn.from) latest.current.onDraw(drawn.from, drawn.to)
        return
      }
      const at = locate(e)
      const lane = latest.current.placed[at.lane]
      latest.current.onSelect(at.span < 0 || !lane ? null : { laneId: lane.lane.id, at: at.span, anchor: at.span })
    },
    onPointerLeave: () => setHover(null),
    onPointerCancel: () => {
      press.current = null
      setDrawn(null)
    },
  }
  return { hover, drawn, handlers }
}
