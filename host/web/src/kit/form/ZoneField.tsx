import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Field, type FieldProps } from './Field'
import css from './form.module.css'

const zones = (): string[] => Intl.supportedValuesOf('timeZone')
export const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone
export const isZone = (zone: string) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return zone !== ''
  } catch {
    return false
  }
}

/** An IANA time zone: type to narrow the browser's own list. */
export function ZoneField({ value, onChange, ...rest }: Omit<FieldProps, 'label'> & { value: string; onChange: (zone: string) => void }) {
  const { t } = useTranslation('common')
  const list = useId()
  return (
    <Field label={t('profile.zone')} help={t('profile.zoneHelp')} {...rest}>
      {(wiring) => (
        <>
          <input {...wiring} className={css['input']} list={list} value={value} spellCheck={false} autoComplete="off" onChange={(e) => onChange(e.target.value)} />
          <datalist id={list}>{zones().map((z) => <option key={z} value={z} />)}</datalist>
        </>
      )}
    </Field>
  )
}
