import { useTranslation } from 'react-i18next'

const own = ['todo', 'in_progress', 'in_review', 'done', 'cancelled'] as const

/** Trackers write "In progress", "in-progress", "in_progress": one status. */
const same = (value: string, current: string | undefined): current is string =>
  current !== undefined && current.trim().toLowerCase().replace(/[\s-]+/g, '_') === value

/** Our statuses in words; one that came from a tracker is shown as it came. */
export function useStatuses() {
  const { t } = useTranslation('projects')
  const choices = (current?: string) => [
    ...own.map((value) => ({ value: same(value, current) ? current : (value as string), label: t(`status.${value}`) })),
    ...(current && !own.some((value) => same(value, current)) ? [{ value: current, label: current }] : []),
  ]
  return { choices }
}
