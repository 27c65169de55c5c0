import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/useFormat'
import { isDate, presetRange, presets, shiftRange, type Preset, type Range, type RangeSearch } from '@/lib/range'
import { Button, IconButton } from '../basics/Button'
import { Kbd } from '../basics/Marks'
import { Icon } from '../basics/Icon'
import { TextField } from '../form/Field'
import { Dropdown } from '../overlay/Dropdown'
import overlay from '../overlay/overlay.module.css'
import button from '../basics/Button.module.css'
import css from './range.module.css'

type Props = { range: Range; preset?: Preset; today: string; zone?: string; onChange: (search: RangeSearch) => void }

const letters: Partial<Record<Preset, string>> = { today: 'D', yesterday: 'Y', week: 'W', month: 'M' }

/** A range by name (stays relative in the URL) or by two dates; arrows step to its neighbour. */
export function RangePicker({ range, preset, today, zone, onChange }: Props) {
  const { t } = useTranslation('common')
  const format = useFormat()
  const [custom, setCustom] = useState(range)
  const change = (search: RangeSearch, close: () => void) => (close(), onChange(search))
  const shift = (steps: number) => onChange(shiftRange(range, steps))
  const valid = isDate(custom.from) && isDate(custom.to) && custom.from <= custom.to
  const copy = (close: () => void) => {
    const url = new URL(location.href)
    url.searchParams.delete('range')
    url.searchParams.set('from', range.from)
    url.searchParams.set('to', range.to)
    void navigator.clipboard.writeText(url.href).then(close)
  }
  return (
    <div className={css['bar']}>
      <IconButton kind="plain" icon="chevronLeft" label={t('range.previousRange')} onClick={() => shift(-1)} />
      <IconButton kind="plain" icon="chevronRight" label={t('range.nextRange')} disabled={range.to >= today} onClick={() => shift(1)} />
      <Dropdown label={`${t('range.choose')}: ${format.range(range.from, range.to)}`} className={`${button['button']} ${button['plain']}`} onOpen={() => setCustom(range)}
        button={<><span className="num">{format.range(range.from, range.to)}</span><Icon name="chevronDown" size={16} /></>}>
        {(close) => (
          <>
            {presets.map((p) => (
              <button key={p} type="button" className={overlay['item']} aria-pressed={p === preset} onClick={() => change({ range: p }, close)}>
                <span className="grow">{t(`range.${p}`)}</span>
                <span className="muted small num">{format.range(presetRange(p, today).from, presetRange(p, today).to)}</span>
                {letters[p] && <Kbd>{letters[p]}</Kbd>}
              </button>
            ))}
            <div className={overlay['separator']} />
            <form className={css['custom']} onSubmit={(e) => (e.preventDefault(), valid && change(custom, close))}>
              <TextField type="date" label={t('range.from')} value={custom.from} onChange={(from) => setCustom({ ...custom, from })} />
              <TextField type="date" label={t('range.to')} value={custom.to} onChange={(to) => setCustom({ ...custom, to })} />
              <Button type="submit" disabled={!valid}>{t('range.apply')}</Button>
              <Button kind="quiet" icon="link" onClick={() => copy(close)}>{t('range.copyLink')}</Button>
              {zone && <p className="muted small">{t('range.zone', { zone })}</p>}
            </form>
          </>
        )}
      </Dropdown>
    </div>
  )
}
