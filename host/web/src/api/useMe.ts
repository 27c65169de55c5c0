import { queryOptions, useQuery } from '@tanstack/react-query'
import { today } from '@/lib/range'
import { api } from './client'
import { keys } from './keys'
import type { Me } from './types'

export const meQuery = queryOptions({
  queryKey: keys.me,
  queryFn: ({ signal }) => api.get<Me>('me', {}, signal),
  staleTime: 300_000,
})

export const useMe = () => useQuery(meQuery)

/** Whether the person may change projects and what belongs to the workspace. */
export const useMayManage = () => ['owner', 'admin', 'manager'].includes(useMe().data?.workspace.role ?? 'member')
export const useIsAdmin = () => ['owner', 'admin'].includes(useMe().data?.workspace.role ?? 'member')

const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

/** The person's zone (the browser's until it is known). */
export const useZone = () => useMe().data?.time_zone ?? browserZone()

/** Today as YYYY-MM-DD in the person's zone, with their day start. */
export function useToday(): string {
  const me = useMe().data
  return today(me?.time_zone ?? browserZone(), new Date(), me?.day_start ?? '00:00')
}
