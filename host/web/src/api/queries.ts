import { queryOptions } from '@tanstack/react-query'
import { addDays, today } from '@/lib/range'
import { api } from './client'
import { keys } from './keys'
import type { Device, Me, Page, Project, ReviewCounts, Task } from './types'

// Queries that more than one page asks.

export const projectsQuery = (archived = false) =>
  queryOptions({
    queryKey: keys.projects(archived),
    queryFn: ({ signal }) => api.get<Page<Project>>('projects', { archived }, signal),
  })

export const devicesQuery = queryOptions({
  queryKey: keys.devices,
  queryFn: ({ signal }) => api.get<Page<Device>>('devices', {}, signal),
})

/** Tasks by key or title over all my projects; an empty text gives the recent ones. */
export const taskSearchQuery = (query: string) =>
  queryOptions({
    queryKey: keys.taskSearch(query),
    queryFn: ({ signal }) => api.get<Page<Task>>('tasks', { query, open: true, limit: 50 }, signal),
    placeholderData: (previous) => previous,
  })

/** How much of the last `days` days waits for review. */
export function reviewCounts(me: Me | undefined, days = 14) {
  const end = me ? today(me.time_zone, new Date(), me.day_start) : '1970-01-01'
  const start = addDays(end, 1 - days)
  return queryOptions({
    queryKey: keys.review(start, end),
    queryFn: ({ signal }) => api.get<ReviewCounts>('review', { start, end }, signal),
  })
}
