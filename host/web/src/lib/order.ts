/** The priority that moves one item a place up (-1) or down (1) in a list sorted by falling priority; null at the end of the list. */
export function movedPriority(priorities: readonly number[], at: number, step: -1 | 1): number | null {
  const neighbour = priorities[at + step]
  const own = priorities[at]
  if (neighbour === undefined || own === undefined) return null
  return step === -1 ? neighbour + 1 : neighbour - 1
}
