export type TimelineSearch = { date?: string }

/** What the URL of this page may hold. */
export const timelineSearch = (s: Record<string, unknown>): TimelineSearch => ({ date: typeof s['date'] === 'string' ? s['date'] : undefined })
