// A language model of the workspace, what it is asked, and what became of it.

export type ModelMode = 'off' | 'local' | 'cloud'
export type ModelProvider = 'openai' | 'anthropic'
export type BudgetPeriod = 'day' | 'month'
/** Null: no limit of that kind. Costs are millionths of a US dollar. */
export type ModelBudget = { period: BudgetPeriod; max_tokens: number | null; max_cost_micros: number | null; used_tokens: number; used_cost_micros: number }
export type ModelSettings = {
  mode: ModelMode
  provider: ModelProvider
  base_url: string
  model: string
  /** The key itself never leaves the server. */
  key_set: boolean
  max_items: number
  budget: ModelBudget
  user_budget: ModelBudget
  /** Per million tokens; null: the table of known prices decides. */
  price_in_micros: number | null
  price_out_micros: number | null
  updated_at: string | null
}
export type ModelTest = { ok: boolean; model: string; ms: number; error: string | null }

export type MyModelMode = 'inherit' | 'off' | 'local'
export type MyModel = { mode: MyModelMode; effective: ModelMode; reason: string | null; model: string | null; host: string | null }

export type ModelCall = {
  id: string
  at: string
  user_id: string | null
  user: string | null
  purpose: string
  model: string
  host: string
  items: number
  redactions: Record<string, number>
  tokens_in: number
  tokens_out: number
  cost_micros: number | null
  ms: number
  outcome: string
  hash: string
}
export type ModelTotals = { calls: number; failed: number; tokens_in: number; tokens_out: number; cost_micros: number }
export type ModelCalls = { items: ModelCall[]; next: string | null; totals: ModelTotals }

/** What a model would be told about a day; `request` is the message itself. */
export type ModelPreview = {
  mode: ModelMode
  would_send: boolean
  reason: string | null
  host: string | null
  model: string | null
  request: unknown
  system: string
  items: number
  redactions: Record<string, number>
  withheld: number
}

/** How one day stands with the model. */
export type DayModel = { state: 'off' | 'none' | 'pending' | 'answered' | 'failed'; since: string | null; reason: string | null }

export type ParkedDay = { stage: string; user_id: string; user: string; day: string; attempts: number; error: string; parked_at: string }
export type DayWork = { pending: number; running: number; parked: ParkedDay[] }
