import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '@/api/problem'

/** A problem as one sentence in the person's language: by slug, else the server's title. Never raw JSON. */
export function useProblemText() {
  const { t, i18n } = useTranslation('common')
  return useCallback(
    (error: unknown): string => {
      if (!(error instanceof ApiProblem)) return t('problems.http-500')
      const key = `problems.${error.slug}`
      if (i18n.exists(key, { ns: 'common' })) return t(key as 'problems.offline')
      return error.title || t('problems.http-500')
    },
    [t, i18n],
  )
}

/** A field's error key (from a 422 or our own check) as a sentence. */
export function useFieldText() {
  const { t, i18n } = useTranslation('common')
  return useCallback(
    (error: string, params: Record<string, unknown> = {}): string => {
      const key = `errors.${error}`
      return i18n.exists(key, { ns: 'common' }) ? t(key as 'errors.required', params) : t('errors.invalid')
    },
    [t, i18n],
  )
}
