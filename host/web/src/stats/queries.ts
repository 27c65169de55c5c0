import { keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api, type Query } from '@/api/client'
import { onLiveEvent } from '@/api/live'
import type { Goal, Share, StatHours, Stats, StatSession, StatSettings } from '@/api/statsTypes'
import type { Page } from '@/api/types'

// What the statistics, goals and sharing pages ask. Everything that follows from days lies under ['stats'].

export type StatsQuestion = { start: string; end: string; group_by: string; stream: string; mode?: string; filter?: readonly string[] }

const address = ({ filter, ...rest }: StatsQuestion) => {
  const params = new URLSearchParams(Object.entries(rest).filter((pair): pair is [string, string] => pair[1] !== undefined))
  for (const one of filter ?? []) params.append('filter', one)
  return `stats?${params.toString()}`
}

/** While days are still being worked out it asks again by itself. */
export const statsQuery = (question: StatsQuestion) =>
  queryOptions({
    queryKey: ['stats', 'of', question],
    queryFn: ({ signal }) => api.get<Stats>(address(question), {}, signal),
    placeholderData: keepPreviousData,
    refetchInterval: (query) => ((query.state.data?.pending_days ?? 0) > 0 ? 3000 : false),
  })

export const hoursQuery = (question: Query & { start: string; end: string }) =>
  queryOptions({
    queryKey: ['stats', 'hours', question],
    queryFn: ({ signal }) => api.get<StatHours>('stats/hours', question, signal),
    placeholderData: keepPreviousData,
  })

export const sessionsPage = (question: Query & { start: string; end: string }, cursor?: string | null, signal?: AbortSignal) =>
  api.get<Page<StatSession>>('sessions', { ...question, cursor }, signal)

export const sessionsQuery = (question: Query & { start: string; end: string }) =>
  queryOptions({ queryKey: ['stats', 'sessions', question], queryFn: ({ signal }) => sessionsPage(question, null, signal) })

export const statSettingsQuery = queryOptions({ queryKey: ['stats', 'settings'], queryFn: ({ signal }) => api.get<StatSettings>('stats/settings', {}, signal) })
export const goalsQuery = queryOptions({ queryKey: ['stats', 'goals'], queryFn: ({ signal }) => api.get<Page<Goal>>('goals', {}, signal) })
export const sharesQuery = queryOptions({ queryKey: ['shares'], queryFn: ({ signal }) => api.get<Page<Share>>('shares', {}, signal) })

/** A changed day changes what is shown here; several in a row are one question. */
export function useStatsLive() {
  const queries = useQueryClient()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = onLiveEvent((e) => {
      if (e.kind !== 'day') return
      clearTimeout(timer)
      timer = setTimeout(() => void queries.invalidateQueries({ queryKey: ['stats'] }), 800)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [queries])
}
