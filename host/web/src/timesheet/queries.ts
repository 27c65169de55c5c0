import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Balance, LeaveDay, Period, PeriodSetting, Target } from '@/api/sheetTypes'
import type { Page } from '@/api/types'

/** Everything here hangs below `timesheet`, which a changed day makes stale. */
export const sheetKey = ['timesheet'] as const

export const balanceQuery = (start: string, end: string) =>
  queryOptions({
    queryKey: ['timesheet', 'balance', start, end],
    queryFn: ({ signal }) => api.get<Balance>('balance', { start, end }, signal),
    placeholderData: keepPreviousData,
  })

export const periodsQuery = (start?: string, end?: string) =>
  queryOptions({
    queryKey: ['timesheet', 'periods', start, end],
    queryFn: ({ signal }) => api.get<Page<Period>>('periods', { start, end }, signal),
    placeholderData: keepPreviousData,
  })

export const periodSettingQuery = queryOptions({
  queryKey: ['timesheet', 'period-settings'],
  queryFn: ({ signal }) => api.get<PeriodSetting>('period-settings', undefined, signal),
})

export const targetsQuery = queryOptions({
  queryKey: ['timesheet', 'targets'],
  queryFn: ({ signal }) => api.get<Page<Target>>('targets', undefined, signal),
})

export const leaveQuery = (year: number) =>
  queryOptions({
    queryKey: ['timesheet', 'leave', year],
    queryFn: ({ signal }) => api.get<Page<LeaveDay>>('leave', { start: `${year}-01-01`, end: `${year}-12-31` }, signal),
    placeholderData: keepPreviousData,
  })
