import type { BlockExplanation, Entry, Stage } from './dayTypes'

// What reviews taught, and how often what was proposed was right.

/** What a decision moved at once: unreviewed time of that day with the same contexts. */
export type Taught = { review_id: string; moved_ms: number; moved_blocks: number }
export type TaughtEntry = Entry & { taught?: Taught | null }

/** One step of a decision, in the order in which it was asked. */
export type TraceStep = {
  stage: Stage
  signal: string
  value: string
  confidence: number | null
  rule_id: string | null
  rule_version: number | null
  example_id: string | null
  call_id: string | null
  chosen: boolean
}
export type TracedExplanation = BlockExplanation & { trace?: TraceStep[] }

/** How sure a label looks. */
export type Band = 'sure' | 'likely' | 'check' | 'open'
/** Shares are 0…1 and null of nothing. Precision is by time; its interval (95 %) by entries. */
export type Measured = { precision: number | null; precision_low: number | null; precision_high: number | null; reviewed: number; reviewed_ms: number }
export type StageAccuracy = Measured & { stage: Stage }
/** `confidence`: what the labels themselves said, on average. */
export type BandAccuracy = Measured & { band: Band; confidence: number | null }
export type WeekAccuracy = { week_start: string; precision: number | null; coverage: number | null; reviewed_ms: number }
export type SuspendedRule = { id: string; name: string; hits: number; corrections: number; suspended_at: string }
export type Accuracy = Measured & {
  days: number
  coverage: number | null
  undo_rate: number | null
  time_to_review_hours: number | null
  by_stage: StageAccuracy[]
  by_band: BandAccuracy[]
  weeks: WeekAccuracy[]
  matcher: { examples: number; active: boolean; needed: number }
  suspended_rules: SuspendedRule[]
  learned: { examples: number; forbidden: number }
}
