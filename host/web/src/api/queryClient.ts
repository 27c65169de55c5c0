import { QueryClient } from '@tanstack/react-query'
import { ApiProblem } from './problem'

const worthRetrying = (e: unknown) => !(e instanceof ApiProblem) || e.status === 0 || e.status >= 502

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: true,
      networkMode: 'always', // a server on this machine answers without the internet
      retry: (count, e) => count < 2 && worthRetrying(e),
      retryDelay: (n) => Math.min(4000, 400 * 2 ** n),
    },
    mutations: { networkMode: 'always', retry: false },
  },
})
