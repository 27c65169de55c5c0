import { queryOptions } from '@tanstack/react-query'
import { api } from '@/api/client'
import { isProblem } from '@/api/problem'
import type { CaptureEndpoints, CapturePrivacy, EditorKey } from '@/api/captureTypes'
import type { Page } from '@/api/types'

/** The address this page was reached by reaches the server; where the server says nothing better, it is the one to paste. */
const byThisAddress = (origin: string): CaptureEndpoints => ({
  wakatime_api_url: `${origin}/api/v1`, devtime_url: origin, activitywatch_url: origin, activitywatch_listener: null,
})

export const endpointsQuery = queryOptions({
  queryKey: ['capture', 'endpoints'],
  queryFn: async ({ signal }) => {
    try {
      return await api.get<CaptureEndpoints>('capture/endpoints', {}, signal)
    } catch (error) {
      if (isProblem(error) && error.status === 404) return byThisAddress(location.origin)
      throw error
    }
  },
  staleTime: 60_000,
})

export const editorKeysQuery = queryOptions({ queryKey: ['capture', 'keys'], queryFn: ({ signal }) => api.get<Page<EditorKey>>('me/editor-keys', {}, signal) })

export const privacyQuery = queryOptions({ queryKey: ['capture', 'privacy'], queryFn: ({ signal }) => api.get<CapturePrivacy>('me/capture-privacy', {}, signal) })
