import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

/** The name of a signal; one that is not known yet is shown as it is. */
export function useSignal() {
  const { t, i18n } = useTranslation('day')
  return useCallback(
    (name: string): string => {
      if (i18n.exists(`signal.${name}`, { ns: 'day' })) return t(`signal.${name}` as 'signal.rule')
      return name.startsWith('category-') ? t('signal.category') : name
    },
    [t, i18n],
  )
}
