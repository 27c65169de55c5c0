// Connectors, integrations and sync runs.

export type FieldKind = 'text' | 'secret' | 'url' | 'number' | 'toggle' | 'choice' | 'list' | 'project'
export type SettingsField = {
  key: string
  label: string
  kind: FieldKind
  required: boolean
  help: string | null
  placeholder: string | null
  default: unknown
  min: number | null
  max: number | null
  max_length: number | null
  choices: { value: string; label: string }[] | null
  section: string | null
}
export type ConnectorState = 'active' | 'disabled' | 'incompatible' | 'faulty' | 'retiring' | 'missing'
export type Connector = {
  id: string
  name: string
  description: string
  version: string
  state: ConnectorState
  reason: string | null
  provides: string[]
  imports: boolean
  file_hint: string | null
  settings: { fields: SettingsField[] }
}
export type Settings = Record<string, unknown>
export type Schedule = { kind: 'off' | 'hourly' | 'daily' | 'cron'; cron?: string | null }
export type RunState = 'running' | 'succeeded' | 'partial' | 'failed' | 'cancelled'
export type Run = {
  id: string
  state: RunState
  trigger: 'manual' | 'schedule'
  phase: string | null
  item: string | null
  done: number | null
  total: number | null
  read: number
  accepted: number
  duplicates: number
  repaired: number
  rejected: number
  started_at: string
  finished_at: string | null
  error: { slug: string; message: string } | null
  problems: { slug: string; item: string | null; message: string }[]
}
export type Integration = {
  id: string
  connector: string
  connector_name: string
  name: string
  settings: Settings
  schedule: Schedule
  state: 'active' | 'paused' | 'connector-missing'
  last_run: Run | null
  next_run_at: string | null
  created_at: string
}
export type Check = { name: string; ok: boolean; message: string; details: string | null }
export type TestResult = { ok: boolean; checks: Check[] }
export type ImportResult = {
  buckets: number
  accepted: number
  duplicates: number
  repaired: number
  read: number
  rejected_total: number
  rejected: { bucket: string; index: number; reason: string }[]
}
