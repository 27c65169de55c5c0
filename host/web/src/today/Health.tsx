import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { devicesQuery } from '@/api/queries'
import { useFormat } from '@/i18n/useFormat'
import { Button, ButtonLink } from '@/kit/basics/Button'
import { StatusDot } from '@/kit/basics/Marks'
import { Card } from '@/kit/basics/Page'
import { Empty } from '@/kit/feedback/States'
import css from './today.module.css'

const FRESH_MS = 15 * 60_000

function useLive() {
  const devices = useQuery(devicesQuery).data?.items.filter((device) => !device.revoked)
  const last = devices?.filter((device) => device.last_seen_at).sort((a, b) => (a.last_seen_at! < b.last_seen_at! ? 1 : -1))[0]
  return { devices, last }
}

/** One line: is anything coming in? */
export function Health() {
  const { t } = useTranslation('today')
  const format = useFormat()
  const { devices, last } = useLive()
  if (!devices || devices.length === 0) return null
  if (!last?.last_seen_at) return <p className={css['health']}><StatusDot tone="warn">{t('health.never')}</StatusDot></p>
  const fresh = Date.now() - Date.parse(last.last_seen_at) < FRESH_MS
  return (
    <p className={css['health']}>
      <StatusDot tone={fresh ? 'ok' : 'neutral'}>{t('health.last', { when: format.ago(last.last_seen_at), device: last.name })}</StatusDot>
    </p>
  )
}

interface NothingProps {
  day: string
  isToday: boolean
  previous: string | null
  next: string | null
  onDay: (day: string) => void
}

/** A day without anything: what the devices say, and where there is something to see. */
export function NothingYet({ day, isToday, previous, next, onDay }: NothingProps) {
  const { t } = useTranslation('today')
  const format = useFormat()
  const { devices } = useLive()
  const none = devices?.length === 0 && !previous
  return (
    <Card>
      <Empty icon="today" title={isToday ? t('empty.today') : t('empty.day', { day: format.date(day, 'long') })}
        action={
          <>
            {none ? <ButtonLink kind="primary" icon="integrations" to="/integrations">{t('empty.connect')}</ButtonLink>
              : <ButtonLink icon="devices" to="/devices">{t('empty.devices')}</ButtonLink>}
            {previous && <Button icon="chevronLeft" onClick={() => onDay(previous)}>{t('empty.goTo', { day: format.date(previous) })}</Button>}
            {next && <Button icon="chevronRight" onClick={() => onDay(next)}>{t('empty.goTo', { day: format.date(next) })}</Button>}
          </>
        }>
        {none ? t('empty.first') : t('empty.text')}
      </Empty>
      {devices && devices.length > 0 && (
        <ul className={css['devices']}>
          {devices.slice(0, 5).map((device) => (
            <li key={device.id} className="row between">
              <StatusDot tone={device.paused ? 'warn' : device.last_seen_at ? 'ok' : 'neutral'}>{device.name}</StatusDot>
              <span className="muted small">{device.paused ? t('health.paused') : device.last_seen_at ? format.ago(device.last_seen_at) : t('health.notSeen')}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
