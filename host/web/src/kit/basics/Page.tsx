import { Link } from '@tanstack/react-router'
import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from './Icon'
import css from './Page.module.css'

type PageProps = { title: string; lead?: ReactNode; actions?: ReactNode; children: ReactNode; wide?: boolean; back?: { to: '/integrations' | '/projects'; label: string } }

/** A page: one h1 that takes the focus on navigation, its actions, its content. `wide` uses the whole width (timeline, tables). */
export function Page({ title, lead, actions, children, wide, back }: PageProps) {
  const { t } = useTranslation('common')
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
  }, [])
  useEffect(() => {
    document.title = `${title} · ${t('app')}`
  }, [title, t])
  return (
    <div className={wide ? `${css['page']} ${css['wide']}` : css['page']}>
      <header className={css['head']}>
        <div className="grow">
          {back && <Link to={back.to} className={css['back']}><Icon name="chevronLeft" size={16} />{back.label}</Link>}
          <h1 ref={heading} tabIndex={-1}>{title}</h1>
          {lead && <p className={css['lead']}>{lead}</p>}
        </div>
        {actions && <div className={css['actions']}>{actions}</div>}
      </header>
      {children}
    </div>
  )
}

type CardProps = { title?: ReactNode; aside?: ReactNode; children: ReactNode; flush?: boolean; id?: string }

/** A surface with an optional heading. `flush` lets lists and tables reach its edges. */
export const Card = ({ title, aside, children, flush, id }: CardProps) => (
  <section className={css['card']} id={id}>
    {(title || aside) && (
      <div className={css['cardHead']}>
        {title && <h2>{title}</h2>}
        {aside}
      </div>
    )}
    <div className={flush ? css['flush'] : css['body']}>{children}</div>
  </section>
)
