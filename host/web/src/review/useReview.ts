import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useReducer, useRef, useState } from 'react'
import type { Entry } from '@/api/types'
import { keys } from '@/api/keys'
import type { Range } from '@/lib/range'
import { loadOpen, movedBy, send } from './send'
import { emptyReview, plan, planUndo, reduce, type Change, type Operation, type Result, type ReviewState } from './reviewState'

export interface Review {
  state: ReviewState
  query: { error: unknown; isPending: boolean; refetch: () => unknown }
  /** Entries that came in while the person was reading: they wait until asked for. */
  incoming: number
  showIncoming: () => void
  /** Changes entries at once; answers the operation, or null when none of them can be changed that way. */
  perform: (change: Change, ids: readonly string[]) => Operation | null
  undo: (operation: number) => void
  forgive: (id: string) => void
  /** Shows what the server has now, also what is new: after a change that makes and takes away entries. */
  reload: () => void
}

/** The queue of a range: loaded, changed optimistically, sent one after the other. */
export function useReview(range: Range, onMoved: (moved: { ms: number; reviews: string[] }) => void): Review {
  const client = useQueryClient()
  const [state, dispatch] = useReducer(reduce, emptyReview)
  const latest = useRef(state)
  const nextId = useRef(1)
  const line = useRef<Promise<unknown>>(Promise.resolve())
  const lost = useRef(new Map<number, Set<string>>())
  const shownRange = useRef('')
  const [held, setHeld] = useState<readonly Entry[]>([])
  const told = useRef(onMoved)
  useEffect(() => {
    latest.current = state
    told.current = onMoved
  })

  const query = useQuery({
    queryKey: keys.entries({ start: range.from, end: range.to, to_review: true }),
    queryFn: ({ signal }) => loadOpen(range.from, range.to, signal),
  })

  const rangeKey = `${range.from}/${range.to}`
  useEffect(() => {
    if (!query.data) return
    const fresh = shownRange.current !== rangeKey || Object.keys(latest.current.entries).length === 0
    shownRange.current = rangeKey
    const known = query.data.filter((entry) => fresh || latest.current.entries[entry.id])
    // Nothing is pushed under the pointer: what is new is counted and shown when asked for.
    dispatch({ type: 'loaded', entries: known })
    setHeld(known.length === query.data.length ? [] : query.data.filter((entry) => !known.includes(entry)))
  }, [query.data, rangeKey])

  const run = useCallback(
    (operation: Operation) => {
      dispatch({ type: 'started', operation })
      // One after the other: the server sees changes in the order in which they were made.
      line.current = line.current.then(async () => {
        try {
          const results = await send(withoutLost(operation, lost.current))
          const failed = results.filter((one) => !one.ok).map((one) => one.id)
          if (failed.length > 0) lost.current.set(operation.id, new Set(failed))
          dispatch({ type: 'answered', operation, results: [...results, ...restored(operation, results)] })
          const moved = movedBy(results)
          if (moved) told.current(moved)
        } catch (reason) {
          lost.current.set(operation.id, new Set(operation.ids))
          dispatch({ type: 'failed', operation, reason })
        }
        for (const key of ['timesheet', 'review', 'day']) void client.invalidateQueries({ queryKey: [key] })
      })
    },
    [client],
  )

  const perform = useCallback(
    (change: Change, ids: readonly string[]) => {
      const operation = plan(latest.current, nextId.current, change, ids)
      if (!operation) return null
      nextId.current++
      run(operation)
      return operation
    },
    [run],
  )
  const undo = useCallback(
    (which: number) => {
      const operation = planUndo(latest.current, nextId.current, which)
      if (!operation) return
      nextId.current++
      run(operation)
    },
    [run],
  )
  const forgive = useCallback((id: string) => dispatch({ type: 'forgiven', id }), [])
  const showIncoming = useCallback(() => {
    dispatch({ type: 'loaded', entries: query.data ?? [] })
    setHeld([])
  }, [query.data])

  const reload = useCallback(() => {
    shownRange.current = ''
    void client.invalidateQueries({ queryKey: ['entries'] })
  }, [client])

  return { state, query, incoming: held.length, showIncoming, perform, undo, forgive, reload }
}

/** What never reached the server needs no undoing there. */
function withoutLost(operation: Operation, lost: Map<number, Set<string>>): Operation {
  const gone = operation.change.action === 'undo' ? lost.get(operation.change.of.id) : undefined
  return gone ? { ...operation, ids: operation.ids.filter((id) => !gone.has(id)) } : operation
}

function restored(operation: Operation, results: readonly Result[]): Result[] {
  if (operation.change.action !== 'undo') return []
  const { before } = operation.change.of
  return operation.ids
    .filter((id) => !results.some((one) => one.id === id))
    .map((id) => ({ id, ok: true, entry: before[id] }))
}
