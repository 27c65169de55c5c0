import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '@/api/problem'
import { Button } from '../basics/Button'
import { Icon, type IconName } from '../basics/Icon'
import { useProblemText } from './useProblemText'
import css from './States.module.css'

/** Grey bars in the shape of what is coming; shown only after 150 ms, so quick answers do not flicker. */
export function Skeleton({ rows = 5, height }: { rows?: number; height?: number }) {
  const { t } = useTranslation('common')
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 150)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className={css['skeleton']} role="status" aria-label={t('states.loading')}>
      {shown && Array.from({ length: rows }, (_, i) => <span key={i} style={{ height: height ?? 18, width: `${92 - ((i * 17) % 38)}%` }} />)}
    </div>
  )
}

type EmptyProps = { icon?: IconName; title: string; children?: ReactNode; action?: ReactNode }

/** Nothing here yet: what would be here, and the one thing to do about it. */
export const Empty = ({ icon, title, children, action }: EmptyProps) => (
  <div className={css['empty']}>
    {icon && <span className={css['emptyIcon']}><Icon name={icon} size={24} /></span>}
    <h2>{title}</h2>
    {children && <p className="muted">{children}</p>}
    {action && <div className={css['emptyAction']}>{action}</div>}
  </div>
)

/** A filter that leaves nothing: says so and offers the way back. */
export function NoMatch({ onClear }: { onClear: () => void }) {
  const { t } = useTranslation('common')
  return <Empty icon="search" title={t('states.noMatch')} action={<Button onClick={onClear}>{t('actions.clearFilters')}</Button>} />
}

/** What went wrong, why, the request's id, and a way to try again. 403 says whose decision it is. */
export function ErrorState({ error, retry, title }: { error: unknown; retry?: () => void; title?: string }) {
  const { t } = useTranslation('common')
  const text = useProblemText()
  const forbidden = error instanceof ApiProblem && error.status === 403
  const id = error instanceof ApiProblem ? error.traceId : null
  return (
    <div className={css['error']} role="alert">
      <span className={css['errorIcon']}><Icon name="warning" size={22} /></span>
      <div className="grow">
        <h2>{forbidden ? t('states.forbiddenTitle') : (title ?? t('states.errorTitle'))}</h2>
        <p className="muted">{forbidden ? t('states.forbiddenText') : text(error)}</p>
        {id && <p className={`${css['id']} mono`}>{t('states.requestId', { id })}</p>}
      </div>
      {retry && !forbidden && <Button icon="refresh" onClick={retry}>{t('actions.retry')}</Button>}
    </div>
  )
}

type NoticeProps = { tone?: 'info' | 'ok' | 'warn' | 'danger'; children: ReactNode; action?: ReactNode; live?: boolean }

/** A strip inside a page: partial data, a warning, a result. */
export const Notice = ({ tone = 'info', children, action, live }: NoticeProps) => (
  <div className={css['notice']} data-tone={tone} role={live ? 'status' : undefined}>
    <Icon name={tone === 'ok' ? 'check' : tone === 'info' ? 'info' : 'warning'} size={18} />
    <div className="grow">{children}</div>
    {action}
  </div>
)

type Result<T> = { data: T | undefined; error: unknown; isPending: boolean; refetch: () => unknown }

/** Loading, failed or the children with data: the three states every query has. Old data stays while a refetch fails. */
export function Await<T>({ query, children, skeleton }: { query: Result<T>; children: (data: T) => ReactNode; skeleton?: ReactNode }) {
  if (query.data !== undefined) return <>{children(query.data)}</>
  if (query.error) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  return <>{skeleton ?? <Skeleton />}</>
}
