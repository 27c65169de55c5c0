import { useId, useRef, useState, type ReactNode } from 'react'
import css from './overlay.module.css'

type Props = { label: string; className: string; button: ReactNode; children: (close: () => void) => ReactNode; onOpen?: () => void }

/** A button with a panel below it: the browser's own popover (closes on Escape and outside clicks, gives the focus back), placed by hand. */
export function Dropdown({ label, className, button, children, onOpen }: Props) {
  const id = useId()
  const trigger = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  const place = () => {
    const at = trigger.current!.getBoundingClientRect()
    const box = panel.current!
    const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth - 8))
    const below = at.bottom + 4
    const top = below + box.offsetHeight > innerHeight - 8 ? Math.max(8, innerHeight - box.offsetHeight - 8) : below
    box.style.inset = `${top}px auto auto ${left}px`
  }
  return (
    <>
      <button ref={trigger} type="button" className={className} popoverTarget={id} aria-haspopup="dialog" aria-label={label}>{button}</button>
      <div ref={panel} id={id} popover="auto" role="dialog" aria-label={label} className={`${css['popup']} ${css['dropdown']}`}
        onToggle={(e) => {
          const opens = e.newState === 'open'
          setOpen(opens)
          if (opens) {
            onOpen?.()
            requestAnimationFrame(place)
          }
        }}>
        {open && children(() => panel.current?.hidePopover())}
      </div>
    </>
  )
}
