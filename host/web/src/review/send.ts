import { api } from '@/api/client'
import { ApiProblem } from '@/api/problem'
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
    return [{ id, ok: true, entry: await api.patch<Entry>(`entries/${id}`, body) }]
  }
  const results: Result[] = []
  for (let at = 0; at < operation.ids.length; at += BULK) {
    const answer = await api.post<BulkResult>('entries/bulk', { ids: operation.ids.slice(at, at + BULK), ...body })
    results.push(
      ...answer.results.map(({ id, ok, entry, problem }) => ({
        id, ok, entry: entry ?? undefined,
        reason: ok ? undefined : new ApiProblem(409, problem?.type?.replace('/problems/', '') ?? 'conflict', problem?.title ?? ''),
      })),
    )
  }
  return results
}
