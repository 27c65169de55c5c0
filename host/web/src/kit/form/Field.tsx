import { useId, type ComponentProps, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFieldText } from '../feedback/useProblemText'
import css from './form.module.css'

export type FieldProps = {
  label: ReactNode
  help?: ReactNode
  /** An error key ("required", "taken"…) or null. */
  error?: string | null
  errorParams?: Record<string, unknown>
  optional?: boolean
}
type Wiring = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }

/** Label, control, help and one error sentence, tied together for assistive technology. */
export function Field({ label, help, error, errorParams, optional, children }: FieldProps & { children: (wiring: Wiring) => ReactNode }) {
  const { t } = useTranslation('common')
  const text = useFieldText()
  const id = useId()
  const described = [help && `${id}h`, error && `${id}e`].filter(Boolean).join(' ')
  return (
    <div className={css['field']}>
      <label htmlFor={id} className={css['label']}>
        {label}
        {optional && <span className={css['optional']}> {t('form.optional')}</span>}
      </label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      {error && <p id={`${id}e`} className={css['error']}>{text(error, errorParams)}</p>}
      {help && <p id={`${id}h`} className={css['help']}>{help}</p>}
    </div>
  )
}

type Input = FieldProps & Omit<ComponentProps<'input'>, 'onChange' | 'value'> & { value: string; onChange: (value: string) => void }

export function TextField({ label, help, error, errorParams, optional, value, onChange, className, ...rest }: Input) {
  return (
    <Field {...{ label, help, error, errorParams, optional }}>
      {(wiring) => (
        <input {...rest} {...wiring} required={undefined} className={className ?? css['input']} value={value} onChange={(e) => onChange(e.target.value)} />
      )}
    </Field>
  )
}

type Area = FieldProps & Omit<ComponentProps<'textarea'>, 'onChange' | 'value'> & { value: string; onChange: (value: string) => void }

export function TextArea({ label, help, error, errorParams, optional, value, onChange, ...rest }: Area) {
  return (
    <Field {...{ label, help, error, errorParams, optional }}>
      {(wiring) => <textarea rows={3} {...rest} {...wiring} className={css['input']} value={value} onChange={(e) => onChange(e.target.value)} />}
    </Field>
  )
}

export type Choice = { value: string; label: string }
type SelectProps = FieldProps & { value: string; onChange: (value: string) => void; choices: readonly Choice[]; empty?: string; disabled?: boolean }

export function SelectField({ label, help, error, errorParams, optional, value, onChange, choices, empty, disabled }: SelectProps) {
  return (
    <Field {...{ label, help, error, errorParams, optional }}>
      {(wiring) => (
        <select {...wiring} className={css['input']} value={value} disabled={disabled} onChange={(e) => onChange(e.target.value)}>
          {empty !== undefined && <option value="">{empty}</option>}
          {choices.map((c) => <option key={c.value} value={c.value}>{c.label}</option>)}
        </select>
      )}
    </Field>
  )
}

/** A select inside a table row or a heading: its label is for assistive technology only. */
export function InlineSelect({ label, value, onChange, choices }: { label: string; value: string; onChange: (value: string) => void; choices: readonly Choice[] }) {
  return (
    <select className={`${css['input']} ${css['inline']}`} aria-label={label} value={value} onChange={(e) => onChange(e.target.value)}>
      {choices.map((c) => <option key={c.value} value={c.value}>{c.label}</option>)}
    </select>
  )
}

type SwitchProps = { label: ReactNode; checked: boolean; onChange: (on: boolean) => void; help?: ReactNode; disabled?: boolean; hideLabel?: boolean }

/** On or off, at once. */
export function Switch({ label, checked, onChange, help, disabled, hideLabel }: SwitchProps) {
  const id = useId()
  return (
    <div className={css['switchRow']}>
      <input id={id} type="checkbox" role="switch" className={css['switch']} checked={checked} disabled={disabled}
        aria-describedby={help ? `${id}h` : undefined} onChange={(e) => onChange(e.target.checked)} />
      <div>
        <label htmlFor={id} className={hideLabel ? 'visually-hidden' : undefined}>{label}</label>
        {help && <p id={`${id}h`} className={css['help']}>{help}</p>}
      </div>
    </div>
  )
}

type CheckProps = { label: ReactNode; checked: boolean; onChange: (on: boolean) => void; hideLabel?: boolean; help?: ReactNode }

export function Checkbox({ label, checked, onChange, hideLabel, help }: CheckProps) {
  const id = useId()
  return (
    <div className={css['checkRow']}>
      <input id={id} type="checkbox" checked={checked} aria-describedby={help ? `${id}h` : undefined} onChange={(e) => onChange(e.target.checked)} />
      <div>
        <label htmlFor={id} className={hideLabel ? 'visually-hidden' : undefined}>{label}</label>
        {help && <p id={`${id}h`} className={css['help']}>{help}</p>}
      </div>
    </div>
  )
}
