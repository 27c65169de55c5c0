import { useTranslation } from 'react-i18next'

const own = ['todo', 'in_progress', 'in_review', 'done', 'cancelled'] as const

/** Our statuses in words; one that came from a tracker is shown as it came. */
export function useStatuses() {
  const { t } = useTranslation('projects')
  const choices = (current?: string) => [
    ...own.map((value) => ({ value: value as string, label: t(`status.${value}`) })),
    ...(current && !own.includes(current as (typeof own)[number]) ? [{ value: current, label: current }] : []),
  ]
  return { choices }
}
