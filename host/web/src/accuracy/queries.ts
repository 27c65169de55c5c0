import { queryOptions, keepPreviousData } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Accuracy } from '@/api/learnTypes'

export const spans = [28, 91, 365] as const

export const accuracyKey = ['accuracy'] as const
export const accuracyQuery = (days: number) =>
  queryOptions({
    queryKey: [...accuracyKey, days],
    queryFn: ({ signal }) => api.get<Accuracy>('accuracy', { days }, signal),
    placeholderData: keepPreviousData,
  })
