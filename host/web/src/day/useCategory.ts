import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

/** A category's name: ours are translated, a person's own are shown by their last part ("work/clients/acme" is "acme"). */
export function useCategory() {
  const { t, i18n } = useTranslation('day')
  return useCallback(
    (category: string | null): string => {
      if (!category) return ''
      return i18n.exists(`category.${category}`, { ns: 'day' }) ? t(`category.${category}` as 'category.work') : category.split('/').at(-1)!
    },
    [t, i18n],
  )
}
