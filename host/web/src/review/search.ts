export type ReviewSearch = { date?: string }

/** What the URL of this page may hold. */
export const reviewSearch = (s: Record<string, unknown>): ReviewSearch => ({ date: typeof s['date'] === 'string' ? s['date'] : undefined })
