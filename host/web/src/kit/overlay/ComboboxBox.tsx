import { Combobox as Base } from '@base-ui/react/combobox'
import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../basics/Icon'
import field from '../form/form.module.css'
import css from './overlay.module.css'

export type ComboboxProps<T> = {
  /** What can be chosen now. With `onSearch` the caller filters, otherwise the list filters itself. */
  items: T[]
  value: T | null
  onChange: (value: T | null) => void
  textOf: (item: T) => string
  keyOf: (item: T) => string
  renderItem?: (item: T) => ReactNode
  onSearch?: (text: string) => void
  searching?: boolean
  label: string
  hideLabel?: boolean
  placeholder?: string
  clearable?: boolean
  id?: string
  describedBy?: string
  invalid?: boolean
}

/** A text field with a list that narrows while typing. */
export default function ComboboxBox<T>(props: ComboboxProps<T>) {
  const { items, value, onChange, textOf, keyOf, renderItem, onSearch, searching, label, hideLabel, placeholder } = props
  const { t } = useTranslation('common')
  const ownId = useId()
  const id = props.id ?? ownId
  return (
    <Base.Root items={items} value={value} onValueChange={onChange} itemToStringLabel={textOf} autoHighlight
      isItemEqualToValue={(a: T, b: T) => keyOf(a) === keyOf(b)} filter={onSearch ? null : undefined}
      onInputValueChange={(text, details) => {
        if (details.reason !== 'item-press') onSearch?.(text)
      }}>
      <div className={field['field']}>
        <label htmlFor={id} className={hideLabel ? 'visually-hidden' : field['label']}>{label}</label>
        <div className={css['inputGroup']}>
          <Base.Input id={id} className={field['input']} placeholder={placeholder} aria-describedby={props.describedBy} aria-invalid={props.invalid || undefined} />
          <div className={css['inputTools']}>
            {props.clearable !== false && <Base.Clear className={css['tool']} aria-label={t('combobox.clear')}><Icon name="x" size={16} /></Base.Clear>}
            <Base.Trigger className={css['tool']} aria-label={t('combobox.open')}><Icon name="chevronDown" size={16} /></Base.Trigger>
          </div>
        </div>
      </div>
      <Base.Portal>
        <Base.Positioner className={css['positioner']} sideOffset={4}>
          <Base.Popup className={css['popup']}>
            <Base.Status className={css['listNote']}>{searching ? t('combobox.searching') : null}</Base.Status>
            <Base.Empty className={css['listNote']}>{searching ? null : t('combobox.noResults')}</Base.Empty>
            <Base.List>
              {(item: T) => <Base.Item key={keyOf(item)} value={item} className={css['item']}>{renderItem?.(item) ?? textOf(item)}</Base.Item>}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
