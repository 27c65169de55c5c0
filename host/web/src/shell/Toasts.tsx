import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '@/kit/basics/Button'
import { currentToasts, dismiss, hold, onToasts } from './toasts'
import css from './overlays.module.css'

export function Toasts() {
  const { t } = useTranslation('shell')
  const toasts = useSyncExternalStore(onToasts, currentToasts)
  return (
    <section className={css['toasts']} aria-label={t('toasts.region')} aria-live="polite" data-noprint>
      {toasts.map((toast) => (
        <div key={toast.id} className={css['toast']} data-tone={toast.tone} role={toast.tone === 'error' ? 'alert' : undefined}
          onPointerEnter={() => hold(toast.id, true)} onPointerLeave={() => hold(toast.id, false)}
          onFocus={() => hold(toast.id, true)} onBlur={() => hold(toast.id, false)}>
          <span className="grow">{toast.text}</span>
          {toast.action && <Button small onClick={() => (toast.action?.run(), dismiss(toast.id))}>{toast.action.label}</Button>}
          <IconButton small icon="x" label={t('toasts.dismiss')} onClick={() => dismiss(toast.id)} />
        </div>
      ))}
    </section>
  )
}
