// Reports, the team, rates, imports and the access log.

export type ReportKey = 'project' | 'task' | 'person' | 'client' | 'day' | 'week'
export type ReportFigures = { raw_ms: number; rounded_ms: number; billable_ms: number; reviewed_ms: number; unpriced_ms: number; amount_minor: number | null }
export type ReportLine = ReportFigures & { key: string; id: string | null; name: string; detail: string | null; color: string | null; groups: ReportLine[] }
export type Report = {
  start: string
  end: string
  scope: string
  group_by: string[]
  rounded: boolean
  currency: string | null
  total: ReportFigures
  groups: ReportLine[]
}

export type MemberDay = { date: string; total_ms: number; reviewed_ms: number }
export type MemberTime = { person_id: string; name: string; role: string; total_ms: number; reviewed_ms: number; target_ms: number; days: MemberDay[] }
export type Team = { start: string; end: string; members: MemberTime[] }
export type MemberTask = { id: string | null; key: string | null; title: string | null; total_ms: number; reviewed_ms: number }
export type MemberProject = { id: string; name: string; color: string; total_ms: number; reviewed_ms: number; tasks: MemberTask[] }
export type TeamMember = { person_id: string; name: string; total_ms: number; reviewed_ms: number; projects: MemberProject[] }

export type Look = { id: string; at: string; viewer_name: string; workspace_name: string; what: string; first_day: string; last_day: string }

export type ImportRow = { line: number; verdict: string; field: string | null; reason: string | null; start: string | null; end: string | null; description: string }
export type ImportAnswer = { committed: boolean; total: number; accepted: number; duplicates: number; rejected: number; accepted_ms: number; rows: ImportRow[] }

export type WaitingPeriod = { id: string | null; user: { id: string; name: string }; start: string; end: string; total_ms: number; target_ms: number; actions: readonly string[] }
