import { useTranslation } from 'react-i18next'
import { SelectField, TextField } from '@/kit/form/Field'
import form from '@/kit/form/form.module.css'
import { mostMinutes, roundModes, type RoundingDraft } from './rounding'

type Props = {
  value: RoundingDraft
  onChange: (value: RoundingDraft) => void
  errorOf: (field: 'rounding.mode' | 'rounding.minutes' | 'rounding.per') => string | null
  /** A project may leave it to the workspace. */
  ofProject?: boolean
}

/** How reports round: whether, to how many minutes, and what. */
export function RoundingFields({ value, onChange, errorOf, ofProject }: Props) {
  const { t } = useTranslation('billing')
  const change = (part: Partial<RoundingDraft>) => onChange({ ...value, ...part })
  return (
    <div className={form['columns']}>
      <SelectField label={t('rounding.label')} help={t('rounding.help')} value={value.mode} error={errorOf('rounding.mode')} empty={ofProject ? t('rounding.workspace') : undefined}
        onChange={(mode) => change({ mode: mode as RoundingDraft['mode'] })} choices={roundModes.map((mode) => ({ value: mode, label: t(`rounding.mode.${mode}`) }))} />
      {value.mode !== '' && value.mode !== 'none' && (
        <>
          <TextField type="number" min={1} max={mostMinutes} step={1} label={t('rounding.minutes')} value={value.minutes} onChange={(minutes) => change({ minutes })}
            error={errorOf('rounding.minutes')} errorParams={{ min: 1, max: mostMinutes }} />
          <SelectField label={t('rounding.per')} value={value.per} error={errorOf('rounding.per')} onChange={(per) => change({ per: per as RoundingDraft['per'] })}
            choices={(['entry', 'day'] as const).map((per) => ({ value: per, label: t(`rounding.pers.${per}`) }))} />
        </>
      )}
    </div>
  )
}
