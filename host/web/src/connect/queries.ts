import { queryOptions } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Connector, Integration, Run } from '@/api/integrationTypes'
import { keys } from '@/api/keys'
import type { Page } from '@/api/types'

export const connectorsQuery = queryOptions({
  queryKey: keys.connectors,
  queryFn: ({ signal }) => api.get<Page<Connector>>('connectors', {}, signal),
  staleTime: 60_000,
})

export const integrationsQuery = queryOptions({
  queryKey: keys.integrations,
  queryFn: ({ signal }) => api.get<Page<Integration>>('integrations', {}, signal),
})

export const integrationQuery = (id: string) =>
  queryOptions({ queryKey: keys.integration(id), queryFn: ({ signal }) => api.get<Integration>(`integrations/${id}`, {}, signal) })

export const runsQuery = (id: string) =>
  queryOptions({ queryKey: keys.runs(id), queryFn: ({ signal }) => api.get<Page<Run>>(`integrations/${id}/runs`, {}, signal) })

/** A run is pushed by live events; while it runs it is also asked for, in case they do not come through. */
export const runQuery = (id: string, runId: string) =>
  queryOptions({
    queryKey: keys.run(id, runId),
    queryFn: ({ signal }) => api.get<Run>(`integrations/${id}/runs/${runId}`, {}, signal),
    refetchInterval: (query) => (query.state.data?.state === 'running' || !query.state.data ? 1000 : false),
  })
