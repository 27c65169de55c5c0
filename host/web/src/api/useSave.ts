import { useMutation, useQueryClient } from '@tanstack/react-query'
import { fieldErrors } from './problem'

/** A mutation that makes queries stale when it succeeded and hands out the errors of single fields when it did not. */
export function useSave<V, R>(run: (value: V) => Promise<R>, stale: readonly (readonly unknown[])[], onSaved?: (result: R, value: V) => void) {
  const queries = useQueryClient()
  const mutation = useMutation({
    mutationFn: run,
    onSuccess: async (result, value) => {
      await Promise.all(stale.map((queryKey) => queries.invalidateQueries({ queryKey })))
      onSaved?.(result, value)
    },
  })
  const errors = fieldErrors(mutation.error)
  return { ...mutation, fieldError: (field: string) => errors[field]?.[0] ?? null }
}
