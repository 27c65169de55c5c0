// The shapes of the public API, by area. Instants are RFC 3339 UTC strings, durations integer milliseconds, days YYYY-MM-DD.

export type Page<T> = { items: T[]; next: string | null }
export type ProjectRef = { id: string; name: string; color: string }
export type TaskRef = { id: string; key: string; title: string }

// Workspace and sign-in
export type Role = 'owner' | 'admin' | 'manager' | 'member'
export type WorkDay = { weekday: number; start: string; end: string }
export type WorkspaceRef = { id: string; name: string; role: Role }
export type Me = {
  user_id: string
  name: string
  email: string
  time_zone: string
  day_start: string
  locale: string
  week_schedule: WorkDay[]
  workspace: WorkspaceRef
  workspaces: WorkspaceRef[]
}
export type SetupState = { needed: boolean; token_required: boolean }
export type Session = { id: string; created_at: string; last_seen_at: string; user_agent: string | null; current: boolean }
export type Scope = 'read' | 'write' | 'ingest' | 'admin'
export type ApiToken = {
  id: string
  name: string
  prefix: string
  scopes: Scope[]
  created_at: string
  expires_at: string | null
  last_used_at: string | null
}
export type NewApiToken = { id: string; name: string; prefix: string; token: string; expires_at: string | null }
export type Member = { user_id: string; name: string; email: string; role: Role; joined_at: string }
export type Project = ProjectRef & {
  key: string | null
  tracker_enabled: boolean
  archived: boolean
  open_tasks: number
  member_count: number
  everyone: boolean
}
export type Task = TaskRef & {
  project_id: string
  status: string
  labels: string[]
  url: string | null
  project?: ProjectRef | null
}
/** A task as its project shows it. */
export type ProjectTask = Omit<Task, 'project'> & { estimate_minutes: number | null }
export type Repository = { repository: string; project: ProjectRef; task: TaskRef | null }

// Devices
export type DeviceKind = 'agent' | 'window' | 'presence' | 'browser' | 'editor' | 'range' | 'coding_agent'
export type DeviceConfig = {
  config_etag: string
  sample_interval_s: number
  idle_threshold_s: number
  paused: boolean
  excluded_bundle_ids: string[]
  screenshot_policy: string
  screenshot_every_n_samples: number
}
/** What was last reported: never a title. */
export type LastSample = { at: string; app: string | null; repository: string | null; entity?: string | null }
export type Device = {
  id: string
  device_id: string
  name: string
  machine: string | null
  kind: DeviceKind
  platform: string | null
  project: ProjectRef | null
  last_seen_at: string | null
  samples_today: number
  paused: boolean
  revoked: boolean
  clock_skew_ms: number
  last_sample: LastSample | null
  config: DeviceConfig
}
export type NewDevice = { id: string; device_id: string; token: string }

// Rules
export type RuleCondition = { field: string; op: string; value: string }
export type RuleWhen = { all: RuleCondition[]; not?: RuleCondition[] }
export type Rule = {
  id: string
  version: number
  name: string | null
  scope: 'user' | 'workspace' | 'pack'
  enabled: boolean
  priority: number
  when: RuleWhen
  then: {
    kind?: string | null
    category?: string | null
    project?: ProjectRef | null
    task?: TaskRef | null
    stop?: boolean | null
    ignore?: boolean | null
  }
  conflicts_with: string[]
  hits_30d: number
  updated_at: string
}
export type RuleDraft = {
  name?: string | null
  scope: 'user' | 'workspace'
  priority?: number
  enabled?: boolean
  when: RuleWhen
  then: {
    kind?: string | null
    category?: string | null
    project_id?: string | null
    task_id?: string | null
    stop?: boolean
    ignore?: boolean
  }
}
export type RuleFields = { fields: string[]; ops: string[] }
export type UnlabelledWord = { word: string; duration_ms: number; titles: string[] }

export type * from './dayTypes'
