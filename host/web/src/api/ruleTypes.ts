import type { BlockKind, ProjectRef, Rule, RuleCondition, RuleDraft, TaskRef } from './types'

// What rules would change, did change, and what the person's own reviews propose.

export type Bucket = { kind: BlockKind; project_id: string | null; task_id: string | null; project: ProjectRef | null; task: TaskRef | null }
export type TaskShift = Bucket & { before_ms: number; after_ms: number }
export type Disagreement = { date: string; entry_id: string; start: string; end: string; before: Bucket; after: Bucket }

export type PreviewLabel = Bucket & { category: string; stage: string; confidence: number }
export type PreviewRow = { date: string; start: string; end: string; title: string; before: PreviewLabel; after: PreviewLabel }
export type PreviewMatch = { app: string; title: string; host: string; duration_ms: number }
export type PreviewConflict = { rule_id: string; name: string; relation: 'tie' | 'wins' | 'loses'; duration_ms: number; samples: string[] }
export type RulePreview = {
  days: number
  complete: boolean
  observed_ms: number
  matched_ms: number
  changed_ms: number
  tasks: TaskShift[]
  matches: PreviewMatch[]
  rows: PreviewRow[]
  conflicts: PreviewConflict[]
  reviewed_disagreements: Disagreement[]
}

export type Apply = 'from_now' | 'past'
/** What the form sends: a rule, what else it keeps to itself, and from when it holds. */
export type FullDraft = RuleDraft & {
  then: RuleDraft['then'] & { never_send?: boolean; never_store_title?: boolean }
  apply?: Apply
  apply_days?: number
}
export type FullThen = Rule['then'] & { never_send?: boolean; never_store_title?: boolean }

/** Suspended: of its last reviewed hits, too many were corrected. */
export type FullRule = Rule & { suspended?: { hits: number; corrections: number; suspended_at: string } | null }

export type DayRun = {
  id: string
  reason: 'rule' | 'workspace_rule' | 'request' | 'other'
  rule: { id: string; name: string } | null
  started_at: string
  finished_at: string | null
  state: 'running' | 'waiting' | 'done'
  days: number
  pending_days: number
  changed_ms: number
  held_ms: number
  tasks: TaskShift[]
  disagreements: Disagreement[]
  held_days: string[]
}

export type RuleVersion = { version: number; name: string; enabled: boolean; since: string | null; created_at: string; when: Rule['when']; then: FullThen }

export type RuleProposal = {
  id: string
  conditions: RuleCondition[]
  kind: BlockKind | null
  category: string | null
  project: ProjectRef | null
  task: TaskRef | null
  support_blocks: number
  support_days: number
  precision: number
  ms: number
  examples: { date: string; start: string; end: string; title: string }[]
}
