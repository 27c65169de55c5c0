import { queryOptions } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { CaptureEndpoints, CapturePrivacy, EditorKey } from '@/api/captureTypes'
import type { Page } from '@/api/types'

export const endpointsQuery = queryOptions({
  queryKey: ['capture', 'endpoints'],
  queryFn: ({ signal }) => api.get<CaptureEndpoints>('capture/endpoints', {}, signal),
  staleTime: 60_000,
})

export const editorKeysQuery = queryOptions({ queryKey: ['capture', 'keys'], queryFn: ({ signal }) => api.get<Page<EditorKey>>('me/editor-keys', {}, signal) })

export const privacyQuery = queryOptions({ queryKey: ['capture', 'privacy'], queryFn: ({ signal }) => api.get<CapturePrivacy>('me/capture-privacy', {}, signal) })
