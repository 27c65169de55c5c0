import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Settings, SettingsField } from '@/api/integrationTypes'
import { sections, type FieldError } from '@/lib/schema'
import { SchemaField, type FieldContext } from './SchemaField'
import css from './form.module.css'

export type SchemaErrors = Record<string, FieldError | { key: string }>

type Props = FieldContext & {
  fields: SettingsField[]
  value: Settings
  onChange: (value: Settings) => void
  errors: SchemaErrors
  /** Raise it after a failed check: the first wrong field takes the focus. */
  attempt: number
}

/** A form from a connector's field list, in its sections, one message per field. */
export function SchemaForm({ fields, value, onChange, errors, attempt, ...context }: Props) {
  const { t } = useTranslation('common')
  const form = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (attempt > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [attempt])
  const count = Object.keys(errors).length
  const set = (key: string) => (next: unknown) => onChange({ ...value, [key]: next })
  return (
    <div ref={form} className={css['form']}>
      <p role="status" className="visually-hidden">{attempt > 0 && count > 0 ? t('form.errorsFound', { count }) : null}</p>
      {sections(fields).map(({ section, fields: inSection }) => {
        const controls = inSection.map((field) => (
          <SchemaField key={field.key} field={field} value={value[field.key]} onChange={set(field.key)} error={errors[field.key] ?? null} {...context} />
        ))
        return section === null ? controls : (
          <fieldset key={section} className={css['section']}>
            <legend className={css['legend']}>{section}</legend>
            {controls}
          </fieldset>
        )
      })}
    </div>
  )
}
