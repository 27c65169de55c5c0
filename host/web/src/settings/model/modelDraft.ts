import type { ModelBudget, ModelMode, ModelProvider, ModelSettings } from '@/api/modelTypes'

/** The form's texts and what the API takes. Dollars are typed, millionths are stored; nothing typed means no limit. */

export type BudgetDraft = { period: string; tokens: string; dollars: string }
export type ModelDraft = {
  mode: ModelMode
  provider: ModelProvider
  baseUrl: string
  model: string
  key: string
  forgetKey: boolean
  maxItems: string
  budget: BudgetDraft
  userBudget: BudgetDraft
  priceIn: string
  priceOut: string
}

const text = (value: number | null, unit = 1) => (value === null ? '' : String(value / unit))
const MICROS = 1_000_000

const budgetDraft = (budget: ModelBudget): BudgetDraft => ({ period: budget.period, tokens: text(budget.max_tokens), dollars: text(budget.max_cost_micros, MICROS) })

export const draftOf = (model: ModelSettings): ModelDraft => ({
  mode: model.mode, provider: model.provider, baseUrl: model.base_url, model: model.model, key: '', forgetKey: false, maxItems: String(model.max_items),
  budget: budgetDraft(model.budget), userBudget: budgetDraft(model.user_budget), priceIn: text(model.price_in_micros, MICROS), priceOut: text(model.price_out_micros, MICROS),
})

/** What was typed as a number, null when nothing was, NaN when it is none. A comma is read as a decimal point. */
export const numberOf = (typed: string): number | null => (typed.trim() === '' ? null : Number(typed.trim().replace(',', '.')))

const scaled = (typed: string, unit: number) => {
  const value = numberOf(typed)
  return value === null ? null : Math.round(value * unit)
}

/** What can be said without asking: fields whose text is no number, and what a call cannot do without. */
export function faultsOf(draft: ModelDraft): Record<string, string> {
  const fields: [string, string][] = [
    ['max_items', draft.maxItems], ['budget.max_tokens', draft.budget.tokens], ['budget.max_cost_micros', draft.budget.dollars],
    ['user_budget.max_tokens', draft.userBudget.tokens], ['user_budget.max_cost_micros', draft.userBudget.dollars],
    ['price_in_micros', draft.priceIn], ['price_out_micros', draft.priceOut],
  ]
  const needed: [string, string][] = draft.mode === 'off' ? [] : [['base_url', draft.baseUrl], ['model', draft.model]]
  return Object.fromEntries([
    ...fields.filter(([, typed]) => Number.isNaN(numberOf(typed) ?? 0)).map(([field]) => [field, 'invalid-number']),
    ...needed.filter(([, typed]) => typed.trim() === '').map(([field]) => [field, 'required']),
  ])
}

const budgetOf = (draft: BudgetDraft) => ({ period: draft.period, max_tokens: scaled(draft.tokens, 1), max_cost_micros: scaled(draft.dollars, MICROS) })

/** A key that was not typed stays as it is stored; an empty one forgets it. */
export const requestOf = (draft: ModelDraft) => ({
  mode: draft.mode, provider: draft.provider, base_url: draft.baseUrl.trim(), model: draft.model.trim(),
  key: draft.forgetKey ? '' : draft.key.trim() === '' ? null : draft.key.trim(),
  max_items: scaled(draft.maxItems, 1), budget: budgetOf(draft.budget), user_budget: budgetOf(draft.userBudget),
  price_in_micros: scaled(draft.priceIn, MICROS), price_out_micros: scaled(draft.priceOut, MICROS),
})
