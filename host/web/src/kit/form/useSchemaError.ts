import { useFormat } from '@/i18n/useFormat'
import type { FieldError } from '@/lib/schema'

/** An error of ours or of the server as key and parameters for one sentence. */
export function useSchemaError() {
  const format = useFormat()
  return (error: FieldError | { key: string } | null, kind?: string): { error: string | null; errorParams?: Record<string, unknown> } => {
    if (!error) return { error: null }
    const { min, max } = { min: null, max: null, ...error } as { min: number | null; max: number | null }
    if (error.key === 'out-of-range' && (min !== null || max !== null)) {
      const suffix = min !== null && max !== null ? 'between' : min !== null ? 'min' : 'max'
      return { error: `out-of-range-${suffix}`, errorParams: { min: min !== null && format.number(min), max: max !== null && format.number(max) } }
    }
    if (error.key === 'too-long' && max !== null) return { error: 'too-long-max', errorParams: { max: format.number(max) } }
    if (error.key === 'invalid' && (kind === 'url' || kind === 'number')) return { error: `invalid-${kind}` }
    return { error: error.key }
  }
}
