import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api } from '@/api/client'
import { keys } from '@/api/keys'
import type { BlockExplanation, DayTimeline, ReviewCounts, Timesheet, TimesheetDay } from '@/api/types'
import { addDays, weekday } from '@/lib/range'
import { buildDay } from '@/lib/timelineCoreDay'

/** What several pages ask for about days. Live events make these stale by their key; nothing here polls. */

export const weekOf = (day: string) => {
  const monday = addDays(day, 1 - weekday(day))
  return { start: monday, end: addDays(monday, 6) }
}

export const useTimesheet = (start: string, end: string, enabled = true) =>
  useQuery({
    queryKey: keys.timesheet(start, end),
    queryFn: ({ signal }) => api.get<Timesheet>('timesheet', { start, end }, signal),
    placeholderData: keepPreviousData,
    enabled,
  })

/** Spans shorter than this are merged by the server: less than a pixel at the closest zoom. */
const RESOLUTION_MS = 1000

export const useTimeline = (day: string, enabled = true) =>
  useQuery({
    queryKey: keys.timeline(day, RESOLUTION_MS),
    queryFn: ({ signal }) => api.get<DayTimeline>(`days/${day}/timeline`, { resolution: RESOLUTION_MS }, signal),
    enabled,
  })

/** Timeline and entries of a day as one drawing. Without entries the day is drawn all the same: one part missing is said, not fatal. */
export function useDayModel(timeline: DayTimeline | undefined, sheet: TimesheetDay | undefined) {
  const entries = sheet?.entries
  return useMemo(() => (timeline ? buildDay(timeline, entries ?? []) : null), [timeline, entries])
}

export const dayOf = (sheet: Timesheet | undefined, day: string) => sheet?.days.find((one) => one.date === day)

export const useReviewCounts = (start: string, end: string, enabled = true) =>
  useQuery({
    queryKey: keys.review(start, end),
    queryFn: ({ signal }) => api.get<ReviewCounts>('review', { start, end }, signal),
    enabled,
  })

export const useExplanation = (blockId: string | null) =>
  useQuery({
    queryKey: keys.explain(blockId ?? ''),
    queryFn: ({ signal }) => api.get<BlockExplanation>(`blocks/${blockId}/explain`, undefined, signal),
    enabled: blockId !== null,
  })
