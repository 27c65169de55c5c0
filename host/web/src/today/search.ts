export type TodaySearch = { date?: string }

/** What the URL of this page may hold. */
export const todaySearch = (s: Record<string, unknown>): TodaySearch => ({ date: typeof s['date'] === 'string' ? s['date'] : undefined })
