import { useEffect, useMemo, useRef, useState } from 'react'
import { useDark } from '@/kit/basics/useDark'
import type { Palette } from '@/lib/timelineCorePaint'
import type { LaneColors } from './lanes'

/** What a canvas needs to know about the page around it: its size, the pixel ratio and the theme's colours. */

const activityShades = {
  light: ['#8fa5b8', '#7c94a9', '#a3b6c6', '#6b8499'],
  dark: ['#5d7489', '#6d8398', '#52687c', '#7d91a3'],
}

export function usePalette(): { palette: Palette; colors: LaneColors } {
  const dark = useDark()
  return useMemo(() => {
    const style = getComputedStyle(document.documentElement)
    const role = (name: string) => style.getPropertyValue(name).trim()
    return {
      palette: {
        grid: role('--border'), text: role('--text'), muted: role('--muted'), surface: role('--surface'), accent: role('--accent'),
        stripe: role('--stripe'), font: `12px ${role('--font')}`,
      },
      colors: { dark, none: role('--data-none'), activity: dark ? activityShades.dark : activityShades.light },
    }
  }, [dark])
}

/** The width of an element as it changes, in CSS pixels; 0 until it is laid out. */
export function useWidth<E extends HTMLElement>(): [React.RefObject<E | null>, number] {
  const ref = useRef<E>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const element = ref.current
    if (!element) return
    const watch = new ResizeObserver(([entry]) => setWidth(Math.floor(entry!.contentRect.width)))
    watch.observe(element)
    return () => watch.disconnect()
  }, [])
  return [ref, width]
}

/** True below the phone's breakpoint. */
export function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(() => matchMedia('(max-width: 720px)').matches)
  useEffect(() => {
    const query = matchMedia('(max-width: 720px)')
    const listen = () => setNarrow(query.matches)
    query.addEventListener('change', listen)
    return () => query.removeEventListener('change', listen)
  }, [])
  return narrow
}

/** Makes the bitmap as fine as the screen and answers a context whose unit is the CSS pixel. */
export function prepare(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D | null {
  const ratio = window.devicePixelRatio || 1
  const w = Math.round(width * ratio)
  const h = Math.round(height * ratio)
  if (canvas.width !== w) canvas.width = w
  if (canvas.height !== h) canvas.height = h
  const ctx = canvas.getContext('2d')
  ctx?.setTransform(ratio, 0, 0, ratio, 0, 0)
  return ctx
}
