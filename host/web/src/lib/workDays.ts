import type { WorkDay } from '@/api/types'

const minutes = (time: string) => {
  const [h = 0, m = 0] = time.split(':').map(Number)
  return h * 60 + m
}

/** The planned minutes of a work day; an end before the start means past midnight. */
export const minutesOf = ({ start, end }: WorkDay) => (minutes(end) - minutes(start) + 1440) % 1440

export const usualWeek: WorkDay[] = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, start: '09:00', end: '17:00' }))
