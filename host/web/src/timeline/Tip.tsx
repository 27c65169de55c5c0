import type { DayItem } from '@/lib/timelineCoreDay'
import { Swatch } from '@/kit/basics/Chips'
import type { ItemText } from './useItemText'
import css from './timeline.module.css'

/** What lies under the pointer. It repeats what the keyboard reaches, too, so it is hidden from assistive technology. */
export function Tip({ item, text, x, y, width }: { item: DayItem; text: ItemText; x: number; y: number; width: number }) {
  const left = Math.min(Math.max(8, x + 14), Math.max(8, width - 288))
  return (
    <div className={css['tip']} style={{ left, top: y + 18 }} aria-hidden="true">
      <strong className={`${css['tipTitle']} title-text`}>{text.title(item)}</strong>
      {item.detail && item.detail !== item.title && <span className={`${css['tipDetail']} title-text`}>{item.detail}</span>}
      <span className="row small">
        {item.project && <><Swatch color={item.project.color} />{item.project.name} · </>}
        <span className="num">{text.span(item.start, item.end)}</span>
        {text.state(item) && <> · {text.state(item)}</>}
      </span>
    </div>
  )
}
