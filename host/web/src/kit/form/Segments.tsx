import { useId } from 'react'
import css from './form.module.css'

type Props<T extends string> = { label: string; value: T; onChange: (value: T) => void; options: readonly { value: T; label: string }[]; showLabel?: boolean }

/** A few exclusive choices side by side (radio buttons to assistive technology). */
export function Segments<T extends string>({ label, value, onChange, options, showLabel }: Props<T>) {
  const name = useId()
  return (
    <fieldset className={css['field']}>
      <legend className={showLabel ? css['label'] : 'visually-hidden'}>{label}</legend>
      <div>
        <div className={css['segments']}>
          {options.map((o) => (
            <label key={o.value}>
              <input type="radio" name={name} value={o.value} checked={o.value === value} onChange={() => onChange(o.value)} />
              {o.label}
            </label>
          ))}
        </div>
      </div>
    </fieldset>
  )
}
