import type { Entry, ProjectRef } from './types'

// Targets, leave, periods, and what is done to entries besides reviewing them.

export type TargetSource = 'schedule' | 'workspace' | 'project' | 'person'
export type LeaveKind = 'vacation' | 'sick' | 'other' | 'holiday'
export type PersonRef = { id: string; name: string }
export type Target = {
  id: string
  level: TargetSource
  user: PersonRef | null
  project: ProjectRef | null
  valid_from: string
  week_ms: number[]
  may_change: boolean
}
export type LeaveDay = { date: string; kind: LeaveKind; half: boolean; name: string }
export type BalanceDay = {
  date: string
  worked_ms: number
  planned_ms: number
  target_ms: number
  balance_ms: number
  source: TargetSource
  leave: { kind: LeaveKind; half: boolean; name: string }[]
}
export type Balance = {
  start: string
  end: string
  today: string
  worked_ms: number
  target_ms: number
  balance_ms: number
  range_target_ms: number
  days: BalanceDay[]
}
export type PeriodKind = 'week' | 'month'
export type PeriodState = 'open' | 'submitted' | 'approved' | 'rejected' | 'locked' | 'unlocked'
export type PeriodAction = 'submit' | 'reopen' | 'approve' | 'reject' | 'lock' | 'unlock'
export type Period = {
  id: string | null
  user: PersonRef
  kind: PeriodKind
  start: string
  end: string
  state: PeriodState
  reason: string | null
  total_ms: number
  target_ms: number
  to_review: number
  pending_days: number
  submitted_at: string | null
  decided_at: string | null
  decided_by: PersonRef | null
  late_days: { date: string; late_ms: number }[]
  actions: PeriodAction[]
}
export type PeriodSetting = { kind: PeriodKind; demand_review: boolean }
/** What a split or merge left; `shape_id` takes it back. */
export type Shaped = { shape_id: string | null; entries: Entry[] }
