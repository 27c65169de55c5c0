import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from './client'
import type { Journal, JournalDays, JournalVersion, JournalWeek, Standup } from './journalTypes'

export const journalKeys = {
  day: (date: string) => ['day', date, 'journal'] as const,
  all: ['journal'] as const,
}

export const journalQuery = (date: string) =>
  queryOptions({ queryKey: journalKeys.day(date), queryFn: ({ signal }) => api.get<Journal>(`journal/${date}`, {}, signal) })

export const journalDaysQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: [...journalKeys.all, 'days', from, to],
    queryFn: ({ signal }) => api.get<JournalDays>('journal', { from, to }, signal),
    placeholderData: keepPreviousData,
  })

export const journalVersionsQuery = (date: string) =>
  queryOptions({
    queryKey: [...journalKeys.day(date), 'versions'],
    queryFn: ({ signal }) => api.get<{ items: JournalVersion[] }>(`journal/${date}/versions`, {}, signal),
  })

export const standupQuery = (date: string, locale: string) =>
  queryOptions({ queryKey: [...journalKeys.all, 'standup', date, locale], queryFn: ({ signal }) => api.get<Standup>('standup', { date, locale }, signal) })

export const weekQuery = (week: string) =>
  queryOptions({ queryKey: [...journalKeys.all, 'week', week], queryFn: ({ signal }) => api.get<JournalWeek>(`weeks/${week}`, {}, signal) })
