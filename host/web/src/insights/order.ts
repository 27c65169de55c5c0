import type { Insight, Insights } from '@/api/insightTypes'

const unread = (insight: Insight) => Number(insight.read_at === null)

/** Today's and the others, each unread first, then the latest, then the weightiest. */
export function grouped(answer: Insights | undefined): { now: Insight[]; earlier: Insight[] } {
  const sorted = [...(answer?.items ?? [])].sort((a, b) => unread(b) - unread(a) || b.date.localeCompare(a.date) || b.severity - a.severity || a.id.localeCompare(b.id))
  return { now: sorted.filter((insight) => insight.date === answer?.today), earlier: sorted.filter((insight) => insight.date !== answer?.today) }
}
