import { useCallback, useEffect, useRef, useState } from 'react'
import type { DayModel } from '@/lib/timelineCoreDay'
import { extent } from '@/lib/timelineCoreDay'
import { clamp, fitAround, fromZoomParam, toZoomParam, type View } from '@/lib/timelineCoreView'

/** The visible part of a day. It starts from the address, and the address follows it a moment after it rests. */
export function useDayView(model: DayModel | null, zoom: string | undefined, remember: (zoom: string | undefined) => void) {
  const [view, setView] = useState<View>({ from: 0, to: 86_400_000 })
  const shownDay = useRef<string | null>(null)
  const written = useRef<string | undefined>(undefined)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)

  useEffect(() => {
    if (!model) return
    const fresh = shownDay.current !== model.date
    if (!fresh && zoom === written.current) return
    shownDay.current = model.date
    written.current = zoom
    clearTimeout(timer.current)
    const seen = extent(model)
    setView(
      fromZoomParam(zoom, model.length) ??
        (zoom === undefined && seen ? fitAround(seen.start, seen.end, model.length) : { from: 0, to: model.length }),
    )
  }, [model, zoom])

  useEffect(() => () => clearTimeout(timer.current), [])

  const change = useCallback(
    (next: View | ((view: View) => View)) => {
      if (!model) return
      setView((before) => {
        const after = clamp(typeof next === 'function' ? next(before) : next, model.length)
        clearTimeout(timer.current)
        timer.current = setTimeout(() => {
          written.current = toZoomParam(after, model.length) ?? 'day'
          remember(written.current)
        }, 250)
        return after
      })
    },
    [model, remember],
  )
  return [view, change] as const
}
