import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { liveState, onLiveState } from '@/api/live'
import { StatusDot } from '@/kit/basics/Marks'
import { Icon } from '@/kit/basics/Icon'
import { useFormat } from '@/i18n/useFormat'
import css from './overlays.module.css'

const useLive = () => useSyncExternalStore(onLiveState, liveState)

/** The dot in the nav: live, connecting, or stale since when. */
export function LiveDot() {
  const { t } = useTranslation('shell')
  const { status, since } = useLive()
  const format = useFormat()
  const text = status === 'stale' ? t('live.stale', { time: format.time(new Date(since).toISOString()) }) : t(`live.${status}`)
  return <StatusDot tone={status === 'live' ? 'ok' : status === 'stale' ? 'warn' : 'neutral'}>{text}</StatusDot>
}

/** A strip once the server has been away for a few seconds; short breaks are nobody's business. */
export function OfflineBanner() {
  const { t } = useTranslation('shell')
  const { status, since } = useLive()
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(status === 'stale'), status === 'stale' ? Math.max(0, 6000 - (Date.now() - since)) : 0)
    return () => clearTimeout(timer)
  }, [status, since])
  return (
    <div role="status">
      {shown && (
        <div className={css['offline']}>
          <Icon name="warning" size={18} />
          <strong>{t('offline.title')}</strong>
          <span>{t('offline.text')}</span>
        </div>
      )}
    </div>
  )
}
