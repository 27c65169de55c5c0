import { useTranslation } from 'react-i18next'
import type { ModelBudget } from '@/api/modelTypes'
import { useFormat } from '@/i18n/useFormat'
import { SelectField, TextField } from '@/kit/form/Field'
import form from '@/kit/form/form.module.css'
import type { BudgetDraft } from './modelDraft'
import { useModelWords } from './useModelWords'

type Props = { title: string; field: string; budget: ModelBudget; draft: BudgetDraft; onChange: (draft: BudgetDraft) => void; errorOf: (field: string) => string | null }

/** What may be spent in a day or a month, and what is spent of it. */
export function BudgetFields({ title, field, budget, draft, onChange, errorOf }: Props) {
  const { t } = useTranslation('models')
  const format = useFormat()
  const words = useModelWords()
  return (
    <fieldset className={form['field']}>
      <legend className={form['label']}>{title}</legend>
      <div className={form['columns']}>
        <TextField label={t('budget.dollars')} optional inputMode="decimal" value={draft.dollars} onChange={(dollars) => onChange({ ...draft, dollars })} error={errorOf(`${field}.max_cost_micros`)} />
        <TextField label={t('budget.tokens')} optional inputMode="numeric" value={draft.tokens} onChange={(tokens) => onChange({ ...draft, tokens })} error={errorOf(`${field}.max_tokens`)} />
        <SelectField label={t('budget.period')} value={draft.period} onChange={(period) => onChange({ ...draft, period })} error={errorOf(`${field}.period`)}
          choices={[{ value: 'day', label: t('budget.day') }, { value: 'month', label: t('budget.month') }]} />
        <p className="muted small">{t(`budget.used_${budget.period}`, { cost: words.money(budget.used_cost_micros), tokens: format.number(budget.used_tokens) })}</p>
      </div>
    </fieldset>
  )
}
