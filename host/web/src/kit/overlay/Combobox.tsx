import { later } from '../basics/later'
import field from '../form/form.module.css'
import type { ComboboxProps } from './ComboboxBox'

const { Later, useWarm } = later<ComboboxProps<unknown>>(() => import('./ComboboxBox'))

/** A text field with a list that narrows while typing. */
export function Combobox<T>(props: ComboboxProps<T>) {
  useWarm()
  const waiting = (
    <div className={field['field']}>
      <span className={props.hideLabel ? 'visually-hidden' : field['label']}>{props.label}</span>
      <input className={field['input']} aria-label={props.label} aria-busy="true" readOnly />
    </div>
  )
  return <Later props={props as unknown as ComboboxProps<unknown>} fallback={waiting} />
}
