import { queryOptions } from '@tanstack/react-query'
import type { Billing, Client } from '@/api/billingTypes'
import { api } from '@/api/client'
import type { Page } from '@/api/types'

/** What time costs: for owners, administrators and managers. */
export const billingQuery = queryOptions({
  queryKey: ['billing'],
  queryFn: ({ signal }) => api.get<Billing>('billing', {}, signal),
})

export const clientsQuery = queryOptions({
  queryKey: ['clients'],
  queryFn: ({ signal }) => api.get<Page<Client>>('clients', {}, signal),
})

/** What shows something else after a change here. */
export const billingStale = [billingQuery.queryKey, clientsQuery.queryKey, ['reports']] as const

/** The clients to choose from: those that are not archived, and the one that is chosen. */
export const choicesOf = (clients: readonly Client[], chosen: string | null) =>
  clients.filter((client) => !client.archived || client.id === chosen).map((client) => ({ value: client.id, label: client.name }))
