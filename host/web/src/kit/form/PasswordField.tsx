import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../basics/Button'
import { Field, type FieldProps } from './Field'
import css from './form.module.css'
import tools from '../overlay/overlay.module.css'

type Props = FieldProps & { value: string; onChange: (value: string) => void; autoComplete: 'current-password' | 'new-password' | 'off'; autoFocus?: boolean; placeholder?: string }

/** A password or secret that can be looked at. */
export function PasswordField({ label, help, error, errorParams, optional, value, onChange, autoComplete, autoFocus, placeholder }: Props) {
  const { t } = useTranslation('common')
  const [shown, setShown] = useState(false)
  return (
    <Field {...{ label, help, error, errorParams, optional }}>
      {(wiring) => (
        <div className={tools['inputGroup']}>
          <input {...wiring} className={css['input']} type={shown ? 'text' : 'password'} autoComplete={autoComplete} autoFocus={autoFocus}
            placeholder={placeholder} spellCheck={false} value={value} onChange={(e) => onChange(e.target.value)} />
          <div className={tools['inputTools']}>
            <IconButton small icon="eye" label={t(shown ? 'form.hidePassword' : 'form.showPassword')} aria-pressed={shown} onClick={() => setShown(!shown)} />
          </div>
        </div>
      )}
    </Field>
  )
}
