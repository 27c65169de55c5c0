import { useTranslation } from 'react-i18next'
import type { RuleCondition, RuleFields } from '@/api/types'
import { Button, IconButton } from '@/kit/basics/Button'
import { useFieldText } from '@/kit/feedback/useProblemText'
import { blank } from './draft'
import { useRuleWords } from './useRuleWords'
import form from '@/kit/form/form.module.css'
import css from './rules.module.css'

type Props = {
  title: string
  value: RuleCondition[]
  onChange: (value: RuleCondition[]) => void
  known: RuleFields
  errorAt: (index: number, part: 'field' | 'op' | 'value') => string | null
  error: string | null
  optional?: boolean
}

/** A list of comparisons: field, how, with what. */
export function Conditions({ title, value, onChange, known, errorAt, error, optional }: Props) {
  const { t } = useTranslation(['rules', 'common'])
  const words = useRuleWords()
  const text = useFieldText()
  const set = (i: number, part: Partial<RuleCondition>) => onChange(value.map((c, j) => (j === i ? { ...c, ...part } : c)))
  return (
    <fieldset className={form['field']}>
      <legend className={form['label']}>{title}{optional && <span className={form['optional']}> {t('common:form.optional')}</span>}</legend>
      <ul className={css['rows']}>
        {value.map((c, i) => {
          const wrong = errorAt(i, 'value') ?? errorAt(i, 'op') ?? errorAt(i, 'field')
          const hint = c.field === 'weekday' || c.field === 'time' ? t(`hint.${c.field}`) : c.op === 'glob' ? t('hint.glob') : undefined
          return (
            <li key={i}>
              <select className={form['input']} aria-label={t('fieldLabel')} value={c.field} onChange={(e) => set(i, { field: e.target.value })}>
                {known.fields.map((f) => <option key={f} value={f}>{words.field(f)}</option>)}
              </select>
              <select className={form['input']} aria-label={t('opLabel')} value={c.op} onChange={(e) => set(i, { op: e.target.value })}>
                {known.ops.map((o) => <option key={o} value={o}>{words.op(o)}</option>)}
              </select>
              <input className={form['input']} aria-label={t('valueLabel')} value={c.value} spellCheck={false} maxLength={200} placeholder={hint}
                aria-invalid={wrong ? true : undefined} aria-describedby={wrong ? `${title}-${i}` : undefined} onChange={(e) => set(i, { value: e.target.value })} />
              {(optional || value.length > 1) && <IconButton small icon="x" label={t('removeCondition')} onClick={() => onChange(value.filter((_, j) => j !== i))} />}
              {wrong && <p id={`${title}-${i}`} className={form['error']}>{wrong === 'too-slow' ? t('tooSlow') : text(wrong)}</p>}
            </li>
          )
        })}
      </ul>
      {error && <p className={form['error']}>{text(error)}</p>}
      <div><Button small kind="quiet" icon="plus" onClick={() => onChange([...value, blank])}>{t('addCondition')}</Button></div>
    </fieldset>
  )
}
