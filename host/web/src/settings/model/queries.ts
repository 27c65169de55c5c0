import { queryOptions } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { DayWork, ModelCalls, ModelPreview, ModelSettings, MyModel } from '@/api/modelTypes'

export const modelsKey = ['models'] as const

export const modelQuery = queryOptions({
  queryKey: [...modelsKey, 'workspace'],
  queryFn: ({ signal }) => api.get<ModelSettings>('admin/ai', {}, signal),
})

/** A page of the ledger, newest call first. */
export const loadCalls = (cursor: string | null, signal?: AbortSignal) => api.get<ModelCalls>('admin/ai/ledger', { cursor }, signal)

/** The list stands still while it is read: what came in since is there after opening it again. */
export const callsQuery = queryOptions({
  queryKey: [...modelsKey, 'calls'],
  queryFn: ({ signal }) => loadCalls(null, signal),
  staleTime: Infinity,
  gcTime: 0,
})

export const myModelQuery = queryOptions({
  queryKey: [...modelsKey, 'mine'],
  queryFn: ({ signal }) => api.get<MyModel>('me/ai', {}, signal),
})

export const previewQuery = (date: string) =>
  queryOptions({
    queryKey: [...modelsKey, 'preview', date],
    queryFn: ({ signal }) => api.get<ModelPreview>('me/ai/preview', { date }, signal),
  })

export const workQuery = queryOptions({
  queryKey: ['admin', 'work'],
  queryFn: ({ signal }) => api.get<DayWork>('admin/work', {}, signal),
})
