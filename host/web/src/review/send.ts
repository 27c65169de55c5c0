import { api } from '@/api/client'
import { ApiProblem } from '@/api/problem'
import type { Taught, TaughtEntry } from '@/api/learnTypes'
import type { BulkResult, Entry, Page } from '@/api/types'
import type { Operation, Result } from './reviewState'

/** The review page's requests. */

const BULK = 500
const PAGE = 500
const MOST_PAGES = 6

/** Everything that waits for review in a range, page by page. */
export async function loadOpen(start: string, end: string, signal: AbortSignal): Promise<Entry[]> {
  const entries: Entry[] = []
  let cursor: string | null = null
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer: Page<Entry> = await api.get('entries', { start, end, to_review: true, limit: PAGE, cursor }, signal)
    entries.push(...answer.items)
    cursor = answer.next
    if (cursor === null) break
  }
  return entries
}

function bodyOf({ change }: Operation) {
  if (change.action !== 'correct') return { action: change.action }
  return { action: change.action, project_id: change.project?.id ?? null, task_id: change.task?.id ?? null }
}

/** One entry goes as itself, many in bulk: there one that fails spoils none of the others. */
export async function send(operation: Operation): Promise<Result[]> {
  const body = bodyOf(operation)
  if (operation.ids.length === 1) {
    const id = operation.ids[0]!
    const entry = await api.patch<TaughtEntry>(`entries/${id}`, body)
    return [{ id, ok: true, entry, taught: entry.taught }]
  }
  const results: Result[] = []
  for (let at = 0; at < operation.ids.length; at += BULK) {
    const answer = await api.post<BulkResult>('entries/bulk', { ids: operation.ids.slice(at, at + BULK), ...body })
    results.push(
      ...answer.results.map(({ id, ok, entry, problem }) => ({
        id, ok, entry: entry ?? undefined, taught: (entry as TaughtEntry | null | undefined)?.taught,
        reason: ok ? undefined : new ApiProblem(409, problem?.type?.replace('/problems/', '') ?? 'conflict', problem?.title ?? ''),
      })),
    )
  }
  return results
}

/** What moved because of these decisions, over all of them; null when nothing did. */
export function movedBy(results: readonly Result[]): { ms: number; reviews: string[] } | null {
  const moved = results.map((one) => one.taught).filter((one): one is Taught => (one?.moved_ms ?? 0) > 0)
  return moved.length === 0 ? null : { ms: moved.reduce((sum, one) => sum + one.moved_ms, 0), reviews: moved.map((one) => one.review_id) }
}

/** The corrected entries stay; what moved with them moves back. */
export async function moveBack(reviews: readonly string[]): Promise<void> {
  for (const id of reviews) await api.post(`corrections/${id}/undo`)
}
