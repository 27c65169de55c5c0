import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SettingsField } from '@/api/integrationTypes'
import type { ProjectRef } from '@/api/types'
import { useFormat } from '@/i18n/useFormat'
import { isSetSecret, type FieldError } from '@/lib/schema'
import { Button } from '../basics/Button'
import { Icon } from '../basics/Icon'
import { SelectField, Switch, TextArea, TextField } from './Field'
import { PasswordField } from './PasswordField'
import { useSchemaError } from './useSchemaError'
import css from './form.module.css'

export type FieldContext = { projects: readonly ProjectRef[] }
type Props = FieldContext & {
  field: SettingsField
  value: unknown
  onChange: (value: unknown) => void
  error: FieldError | { key: string } | null
}

const asText = (value: unknown) => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '')

/** A secret that is stored is never shown again: it can be kept or replaced. */
function SecretField({ field, value, onChange, error }: Omit<Props, 'projects'>) {
  const { t } = useTranslation('common')
  const format = useFormat()
  const words = useSchemaError()(error)
  const [stored] = useState(value)
  if (isSetSecret(value)) {
    return (
      <div className={css['field']}>
        <span className={css['label']}>{field.label}</span>
        <div className={css['buttons']}>
          <span className="row small"><Icon name="key" size={16} />
            {value.set_at ? t('form.secretSetAt', { date: format.day(value.set_at) }) : t('form.secretSet')}
          </span>
          <Button small onClick={() => onChange('')}>{t('form.replace')}</Button>
        </div>
        {field.help && <p className={css['help']}>{field.help}</p>}
      </div>
    )
  }
  return (
    <>
      <PasswordField label={field.label} help={field.help} optional={!field.required} autoComplete="off" placeholder={field.placeholder ?? undefined}
        value={asText(value)} onChange={onChange} {...words} />
      {isSetSecret(stored) && <div><Button small kind="quiet" onClick={() => onChange(stored)}>{t('form.keep')}</Button></div>}
    </>
  )
}

/** One field of a connector's settings by its kind; a kind this version does not know is a plain text field. */
export function SchemaField({ field, value, onChange, error, projects }: Props) {
  const { t } = useTranslation('common')
  const words = useSchemaError()(error, field.kind)
  const shared = { label: field.label, help: field.help, optional: !field.required, ...words }
  const placeholder = field.placeholder ?? undefined
  switch (field.kind) {
    case 'toggle':
      return <Switch label={field.label} help={field.help} checked={value === true} onChange={onChange} />
    case 'secret':
      return <SecretField {...{ field, value, onChange, error }} />
    case 'number':
      return <TextField {...shared} inputMode="numeric" value={asText(value)} onChange={onChange} placeholder={placeholder} />
    case 'choice':
      return <SelectField {...shared} value={asText(value)} onChange={onChange} choices={field.choices ?? []} empty={field.required ? undefined : t('form.none')} />
    case 'project':
      return (
        <SelectField {...shared} value={asText(value)} onChange={onChange} empty={field.required ? t('form.choose') : t('form.none')}
          choices={projects.map((p) => ({ value: p.id, label: p.name }))} />
      )
    case 'list':
      return (
        <TextArea {...shared} help={field.help ?? t('form.listHelp')} placeholder={placeholder} spellCheck={false}
          value={Array.isArray(value) ? value.join('\n') : asText(value)}
          onChange={(text) => onChange(text === '' ? [] : text.split('\n'))} />
      )
    case 'url':
      return <TextField {...shared} type="url" inputMode="url" spellCheck={false} value={asText(value)} onChange={onChange} placeholder={placeholder} />
    default:
      return <TextField {...shared} value={asText(value)} onChange={onChange} placeholder={placeholder} maxLength={field.max_length ?? undefined} />
  }
}
