import { isDate } from '@/lib/range'

export type TodaySearch = { day?: string }

export const todaySearch = (search: Record<string, unknown>): TodaySearch => ({ day: isDate(search['day']) ? search['day'] : undefined })
