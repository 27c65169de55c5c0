import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, ButtonLink } from '@/kit/basics/Button'
import { useEffect, useRef } from 'react'
import css from './overlays.module.css'

function Status({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus()
    document.title = `${title} · Daybook`
  }, [title])
  return (
    <div className={css['status']}>
      <h1 ref={heading} tabIndex={-1}>{title}</h1>
      <p className="muted">{text}</p>
      {children}
    </div>
  )
}

export function NotFoundPage() {
  const { t } = useTranslation('shell')
  return <Status title={t('notFound.title')} text={t('notFound.text')}><ButtonLink kind="primary" to="/">{t('notFound.home')}</ButtonLink></Status>
}

export function ForbiddenPage() {
  const { t } = useTranslation('shell')
  return <Status title={t('forbidden.title')} text={t('forbidden.text')}><ButtonLink kind="primary" to="/">{t('notFound.home')}</ButtonLink></Status>
}

export function CrashPage() {
  const { t } = useTranslation(['shell', 'common'])
  return (
    <Status title={t('crash.title')} text={t('crash.text')}>
      <Button kind="primary" onClick={() => location.reload()}>{t('common:actions.reload')}</Button>
    </Status>
  )
}

/** Catches what a page throws while rendering; the rest of the shell stays. */
export class ErrorBoundary extends Component<{ children: ReactNode; resetKey: string }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override componentDidUpdate(previous: { resetKey: string }) {
    if (this.state.failed && previous.resetKey !== this.props.resetKey) this.setState({ failed: false })
  }

  override render() {
    return this.state.failed ? <CrashPage /> : this.props.children
  }
}
