// What time costs: currency, rounding, clients, projects and rates.

export type RoundMode = 'none' | 'up' | 'nearest' | 'down'
export type RoundPer = 'entry' | 'day'
export type RoundingRule = { mode: RoundMode; minutes: number; per: RoundPer }
export type BilledProject = { id: string; name: string; client_id: string | null; billable: boolean; rounding: RoundingRule | null }
export type Rate = {
  id: string
  client_id: string | null
  project_id: string | null
  task: { id: string; key: string; title: string } | null
  person_id: string | null
  of_person: boolean
  effective_from: string
  minor_per_hour: number
}
export type Billing = { currency: string; rounding: RoundingRule; projects: BilledProject[]; rates: Rate[] }
export type Client = { id: string; name: string; archived: boolean }
export type BillableState = { billable: boolean | null; by_project: boolean }
