import type { ProjectRef, TaskRef } from './types'

// A day's activity, blocks, entries and timesheet.

export type Evidence = { signal: string; value: string; rule_id?: string | null; confidence?: number | null }
export type TimelineLane = {
  id: string
  name: string
  kind: 'activity' | 'presence' | 'timeline' | 'blocks'
  start_ms: number[]
  length_ms: number[]
  label: number[]
  detail: number[]
  state: number[]
  project: number[]
  block: number[]
}
export type DayTimeline = {
  date: string
  time_zone: string
  start: string
  end: string
  resolution: number
  observed_ms: number
  previous: string | null
  next: string | null
  strings: string[]
  lanes: TimelineLane[]
  projects: ProjectRef[]
  block_ids: string[]
}
export type BlockKind = 'work' | 'neutral' | 'personal' | 'idle' | 'private'
export type Stage = 'none' | 'rule' | 'evidence' | 'matcher' | 'model' | 'continuity' | 'user'
export type Candidate = {
  project: ProjectRef | null
  task: TaskRef | null
  confidence: number
  signal: string
  why_not: string | null
}
export type Block = {
  id: string
  start: string
  end: string
  duration_ms: number
  kind: BlockKind
  category: string | null
  project: ProjectRef | null
  task: TaskRef | null
  description: string | null
  confidence: number
  stage: Stage
  evidence: Evidence[]
  alternatives: Candidate[]
}
export type DayBlocks = { date: string; observed_ms: number; blocks: Block[] }
export type BlockExplanation = {
  block: Block
  date: string
  decided_by: { signal: string; value: string; confidence: number | null; rule: { id: string; version: number; name: string | null } | null } | null
  considered: Candidate[]
  activity: { app: string; title: string | null; url: string | null; duration_ms: number }[]
  titles_hidden: boolean
}

// Timesheet
export type EntryStatus = 'inferred' | 'confirmed' | 'corrected' | 'manual' | 'dismissed'
export type Entry = {
  id: string
  date: string
  start: string
  end: string
  duration_ms: number
  status: EntryStatus
  lane: string
  kind: BlockKind
  category: string | null
  project: ProjectRef | null
  task: TaskRef | null
  description: string | null
  confidence: number | null
  stage: Stage
  evidence: Evidence[]
  block_id: string | null
  reviewed_at: string | null
  to_review: boolean
  can_undo: boolean
}
export type Buckets = {
  inferred_ms: number
  confirmed_ms: number
  corrected_ms: number
  manual_ms: number
  unattributed_ms: number
  personal_ms: number
  idle_ms: number
  dismissed_ms: number
  observed_ms: number
}
export type TimesheetDay = { date: string; total_ms: number; buckets: Buckets; entries: Entry[]; journal: string | null }
export type Timesheet = { start: string; end: string; time_zone: string; pending_days: number; total_ms: number; days: TimesheetDay[] }
export type ReviewDay = { date: string; open: number; done: number; open_ms: number; done_ms: number }
export type ReviewCounts = { to_review: number; to_review_ms: number; days: ReviewDay[] }
export type EntryAction = 'confirm' | 'correct' | 'dismiss' | 'undo'
export type EntryPatch = {
  action?: EntryAction
  project_id?: string | null
  task_id?: string | null
  description?: string | null
  start?: string
  end?: string
}
export type BulkResult = { results: { id: string; ok: boolean; entry?: Entry | null; problem?: { type: string; title?: string } | null }[] }
