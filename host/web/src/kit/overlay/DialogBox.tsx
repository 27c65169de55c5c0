import { Dialog as Base } from '@base-ui/react/dialog'
import { useEffect, useRef, type ReactNode, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../basics/Button'
import css from './overlay.module.css'

export type DialogProps = {
  open: boolean
  onClose: () => void
  title: string
  description?: ReactNode
  children: ReactNode
  footer?: ReactNode
  wide?: boolean
  /** What gets the focus on opening; the first field by default. */
  initialFocus?: RefObject<HTMLElement | null>
}

// What only holds the place of a field that is still loading is none.
const FIELD = 'input:not([type=hidden], [aria-busy=true]), select, textarea'

/** The content; its first field gets the focus also when its code arrives a moment later. */
function Body({ children, eager }: { children: ReactNode; eager: boolean }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const body = box.current
    if (!body || !eager) return
    const watch = new MutationObserver(() => {
      const field = body.querySelector<HTMLElement>(FIELD)
      if (!field) return
      watch.disconnect()
      if (!body.contains(document.activeElement)) field.focus()
    })
    if (!body.querySelector(FIELD)) watch.observe(body, { childList: true, subtree: true })
    return () => watch.disconnect()
  }, [eager])
  return <div ref={box} className={css['dialogBody']} data-dialog-body>{children}</div>
}

const firstField = () => document.querySelector<HTMLElement>(`[data-dialog-body] :is(${FIELD})`) ?? true

/** A modal dialog: focus goes in, Escape closes, focus returns to what opened it. */
export default function DialogBox({ open, onClose, title, description, children, footer, wide, initialFocus }: DialogProps) {
  const { t } = useTranslation('common')
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={css['scrim']} />
        <Base.Viewport className={css['viewport']}>
          <Base.Popup className={wide ? `${css['dialog']} ${css['dialogWide']}` : css['dialog']} initialFocus={initialFocus ?? firstField}>
            <div className={css['dialogHead']}>
              <Base.Title className={css['dialogTitle']}>{title}</Base.Title>
              <Base.Close render={<IconButton icon="x" label={t('actions.close')} small />} />
            </div>
            {description && <Base.Description className="muted" render={<div />}>{description}</Base.Description>}
            <Body eager={!initialFocus}>{children}</Body>
            {footer && <div className={css['dialogFoot']}>{footer}</div>}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  )
}
