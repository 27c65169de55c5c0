import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Logo } from './Icon'
import css from './EntryFrame.module.css'

type Props = { title: string; lead?: ReactNode; children: ReactNode; wide?: boolean; aside?: ReactNode }

/** A page outside the shell: sign-in and the first run. */
export function EntryFrame({ title, lead, children, wide, aside }: Props) {
  const { t } = useTranslation('common')
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · ${t('app')}`
    if (document.activeElement === document.body) heading.current?.focus()
  }, [title, t])
  return (
    <main className={wide ? `${css['frame']} ${css['wide']}` : css['frame']}>
      <div className={css['brand']}><Logo size={32} /><span>Daybook</span></div>
      {aside}
      <div className={css['head']}>
        <h1 ref={heading} tabIndex={-1}>{title}</h1>
        {lead && <p className="muted">{lead}</p>}
      </div>
      {children}
    </main>
  )
}
