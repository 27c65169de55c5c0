import type { Taught } from '@/api/learnTypes'
import type { ProjectRef, TaskRef } from '@/api/types'
import { isDone, type ReviewEntry } from './reviewModel'

/** The review loop as a reducer: optimistic changes, rollback, retry and undo, without any request in it. */

export type Action = 'confirm' | 'correct' | 'dismiss'

export interface Change {
  action: Action
  project?: ProjectRef | null
  task?: TaskRef | null
}

/** One thing the person did, to one or many entries. `before` is what each entry was, for rollback and undo. */
export interface Operation {
  id: number
  change: Change | { action: 'undo'; of: Operation }
  ids: string[]
  before: Record<string, ReviewEntry>
}

export interface Failure {
  operation: Operation
  reason: unknown
}

export interface ReviewState {
  entries: Record<string, ReviewEntry>
  /** Sent, not answered yet; oldest first. */
  pending: Operation[]
  /** What the last attempt on an entry failed with. */
  failures: Record<string, Failure>
  /** What can be undone, newest last. */
  done: Operation[]
}

export interface Result {
  id: string
  ok: boolean
  entry?: ReviewEntry
  reason?: unknown
  /** What else moved with the decision. */
  taught?: Taught | null
}

export type ReviewEvent =
  | { type: 'loaded'; entries: readonly ReviewEntry[] }
  | { type: 'started'; operation: Operation }
  | { type: 'answered'; operation: Operation; results: readonly Result[] }
  | { type: 'failed'; operation: Operation; reason: unknown }
  | { type: 'forgiven'; id: string }

export const emptyReview: ReviewState = { entries: {}, pending: [], failures: {}, done: [] }

/** An operation on those entries which can take part in it; null when none can. */
export function plan(state: ReviewState, id: number, change: Change, ids: readonly string[]): Operation | null {
  const able = ids.filter((one) => {
    const entry = state.entries[one]
    if (!entry) return false
    return change.action !== 'confirm' || (!isDone(entry) && entry.project !== null)
  })
  if (able.length === 0) return null
  return { id, change, ids: able, before: snapshot(state, able) }
}

/** The operation that takes one back (the newest, unless named); null when there is nothing to take back. */
export function planUndo(state: ReviewState, id: number, which?: number): Operation | null {
  const of = which === undefined ? state.done.at(-1) : state.done.find((one) => one.id === which)
  if (!of) return null
  return { id, change: { action: 'undo', of }, ids: of.ids, before: snapshot(state, of.ids) }
}

function snapshot(state: ReviewState, ids: readonly string[]): Record<string, ReviewEntry> {
  return Object.fromEntries(ids.flatMap((id) => (state.entries[id] ? [[id, state.entries[id]]] : [])))
}

export function reduce(state: ReviewState, event: ReviewEvent): ReviewState {
  switch (event.type) {
    case 'loaded':
      return load(state, event.entries)
    case 'started':
      return start(state, event.operation)
    case 'answered':
      return answer(state, event.operation, event.results)
    case 'failed':
      return answer(
        state,
        event.operation,
        event.operation.ids.map((id) => ({ id, ok: false, reason: event.reason })),
      )
    case 'forgiven':
      return { ...state, failures: without(state.failures, [event.id]) }
  }
}

/**
 * A fresh list from the server. Entries with a change on its way keep what the person sees; entries the person has just
 * dealt with stay in place although the server's list of open ones no longer has them.
 */
function load(state: ReviewState, entries: readonly ReviewEntry[]): ReviewState {
  const next: Record<string, ReviewEntry> = {}
  const busy = busyIds(state)
  for (const operation of state.done) {
    for (const id of operation.ids) if (state.entries[id]) next[id] = state.entries[id]
  }
  for (const entry of entries) if (!busy.has(entry.id)) next[entry.id] = entry
  for (const id of busy) if (state.entries[id]) next[id] = state.entries[id]
  for (const id of Object.keys(state.failures)) if (!next[id] && state.entries[id]) next[id] = state.entries[id]
  return { ...state, entries: next }
}

function start(state: ReviewState, operation: Operation): ReviewState {
  const entries = { ...state.entries }
  for (const id of operation.ids) {
    const entry = entries[id]
    if (entry) entries[id] = expected(entry, operation)
  }
  const undoes = operation.change.action === 'undo' ? operation.change.of : null
  return {
    entries,
    pending: [...state.pending, operation],
    failures: without(state.failures, operation.ids),
    done: undoes ? state.done.filter((one) => one.id !== undoes.id) : [...state.done, operation],
  }
}

function expected(entry: ReviewEntry, { change }: Operation): ReviewEntry {
  switch (change.action) {
    case 'undo':
      return change.of.before[entry.id] ?? entry
    case 'confirm':
      return { ...entry, status: 'confirmed', to_review: false }
    case 'dismiss':
      return { ...entry, status: 'dismissed', to_review: false }
    case 'correct':
      return { ...entry, status: 'corrected', to_review: false, project: change.project ?? null, task: change.task ?? null }
  }
}

function answer(state: ReviewState, operation: Operation, results: readonly Result[]): ReviewState {
  const pending = state.pending.filter((one) => one.id !== operation.id)
  const later = new Set(pending.flatMap((one) => one.ids))
  const entries = { ...state.entries }
  const failures = { ...state.failures }
  const failed: string[] = []
  for (const result of results) {
    if (!result.ok) {
      failed.push(result.id)
      failures[result.id] = { operation, reason: result.reason }
    }
    // A newer change of the same entry is on its way: what the person sees is that one's business.
    if (later.has(result.id)) continue
    const settled = result.ok ? result.entry : operation.before[result.id]
    if (settled) entries[result.id] = settled
  }
  return { entries, pending, failures, done: settleDone(state.done, operation, failed) }
}

/** What failed cannot be undone; an undo that failed can be tried again. */
function settleDone(done: readonly Operation[], operation: Operation, failed: readonly string[]): Operation[] {
  if (failed.length === 0) return [...done]
  if (operation.change.action === 'undo') return [...done, { ...operation.change.of, ids: [...failed] }]
  return done.flatMap((one) => {
    if (one.id !== operation.id) return [one]
    const ids = one.ids.filter((id) => !failed.includes(id))
    return ids.length === 0 ? [] : [{ ...one, ids }]
  })
}

/** What an entry was before the person dealt with it on this page; the entry itself when they have not. */
export const firstSeen = (state: ReviewState, entry: ReviewEntry): ReviewEntry =>
  state.done.find((operation) => entry.id in operation.before)?.before[entry.id] ?? entry

export const busyIds = (state: ReviewState): Set<string> => new Set(state.pending.flatMap((operation) => operation.ids))

function without<T>(record: Record<string, T>, ids: readonly string[]): Record<string, T> {
  if (!ids.some((id) => id in record)) return record
  return Object.fromEntries(Object.entries(record).filter(([id]) => !ids.includes(id)))
}
