// Statistics, goals and what is shared. Days are the person's local days; durations integer milliseconds.

export type Stream = 'tools' | 'screen'
export type StatMode = 'default' | 'strict' | 'wakatime'
export type GroupBy = 'project' | 'tool' | 'language' | 'repository' | 'category' | 'source' | 'branch' | 'machine' | 'os' | 'file'

/** `own_ms`: a tool's own time; it may overlap the time of others, `total_ms` does not. */
export type StatGroup = { key: string; name: string; color: string | null; total_ms: number; share: number; previous_ms: number; own_ms: number | null }
export type StatDay = { date: string; total_ms: number; parts: { key: string; ms: number }[] }
export type AgentTime = { total_ms: number; supervised_ms: number; autonomous_ms: number }
export type AiAgent = { name: string; ms: number; tokens_in: number; tokens_out: number; lines: number }
export type AiWork = {
  lines_ai: number
  lines_human: number
  tokens_in: number
  tokens_out: number
  tokens_cached: number
  prompts: number
  by_agent: AiAgent[]
}
export type Stats = {
  start: string
  end: string
  time_zone: string
  stream: Stream
  mode: StatMode
  timeout_minutes: number
  group_by: GroupBy
  pending_days: number
  total_ms: number
  previous_total_ms: number
  active_days: number
  daily_average_ms: number
  best_day: { date: string; total_ms: number } | null
  groups: StatGroup[]
  days: StatDay[]
  agent: AgentTime
  ai: AiWork
}
export type HourCell = { weekday: number; hour: number; ms: number }
export type StatHours = { start: string; end: string; total_ms: number; cells: HourCell[] }
export type StatSession = {
  id: string
  tool: string
  project: string | null
  start: string
  end: string
  duration_ms: number
  heartbeats: number
  source: 'human' | 'assist' | 'agent'
}
export type StatSettings = { mode: StatMode; timeout_minutes: number; include_browser: boolean }

// Goals
export type GoalSubject = 'total' | 'project' | 'language' | 'tool' | 'category'
export type GoalStatus = 'success' | 'fail' | 'pending' | 'ignored'
export type GoalPeriod = { start: string; end: string; actual_ms: number; target_ms: number; status: GoalStatus }
export type GoalDraft = {
  name: string
  period: 'day' | 'week'
  subject: GoalSubject
  value: string | null
  target_ms: number
  at_most: boolean
  skip_weekdays: number[]
  enabled: boolean
}
export type Goal = GoalDraft & { id: string; created_at: string; progress: GoalPeriod; history: GoalPeriod[] }

// Sharing
export const shareFields = ['total', 'projects', 'languages', 'tools', 'categories', 'days', 'machines'] as const
export type ShareField = (typeof shareFields)[number]
export const shareRanges = ['today', 'last_7_days', 'last_30_days', 'last_6_months', 'last_year', 'all_time'] as const
export type ShareRange = (typeof shareRanges)[number]
export type ShareMetric = 'total' | 'project' | 'language' | 'tool'
export type Share = {
  id: string
  kind: 'badge' | 'summary'
  label: string
  metric: ShareMetric
  value: string | null
  range: ShareRange
  fields: ShareField[]
  url: string
  image_url: string | null
  shields_url: string | null
  markdown: string | null
  created_at: string
  expires_at: string | null
  last_seen_at: string | null
}
export type SharedPart = { name: string; ms: number; share: number }
/** What a stranger with the link sees; a field that was not given is absent. */
export type SharedSummary = {
  label: string
  range: ShareRange
  start: string
  end: string
  generated_at: string
  total_ms?: number | null
  projects?: SharedPart[] | null
  languages?: SharedPart[] | null
  tools?: SharedPart[] | null
  categories?: SharedPart[] | null
  machines?: SharedPart[] | null
  days?: { date: string; ms: number }[] | null
}
