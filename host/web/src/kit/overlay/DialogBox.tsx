import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactNode, RefObject } from 'react'
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

/** A modal dialog: focus goes in, Escape closes, focus returns to what opened it. */
export default function DialogBox({ open, onClose, title, description, children, footer, wide, initialFocus }: DialogProps) {
  const { t } = useTranslation('common')
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={css['scrim']} />
        <Base.Viewport className={css['viewport']}>
          <Base.Popup className={wide ? `${css['dialog']} ${css['dialogWide']}` : css['dialog']} initialFocus={initialFocus}>
            <div className={css['dialogHead']}>
              <Base.Title className={css['dialogTitle']}>{title}</Base.Title>
              <Base.Close render={<IconButton icon="x" label={t('actions.close')} small />} />
            </div>
            {description && <Base.Description className="muted" render={<div />}>{description}</Base.Description>}
            <div className={css['dialogBody']}>{children}</div>
            {footer && <div className={css['dialogFoot']}>{footer}</div>}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  )
}
