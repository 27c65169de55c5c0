import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { onLiveEvent } from '@/api/live'
import { devicesQuery } from '@/api/queries'
import type { Device, DeviceKind } from '@/api/types'
import { useFormat } from '@/i18n/useFormat'
import { Icon } from '@/kit/basics/Icon'
import { editorKeysQuery } from './queries'
import css from '../connect.module.css'

/** When each device was last heard of, to tell what is new. Compared among the server's own instants: no clock of ours takes part. */
export type Before = ReadonlyMap<string, string | null>
export const heardOf = (devices: readonly Device[]): Before => new Map(devices.map((d) => [d.id, d.last_seen_at]))

export const arrivedOf = (devices: readonly Device[], before: Before, kinds: readonly DeviceKind[]) =>
  devices.filter((d) => kinds.includes(d.kind) && d.last_seen_at !== null && (before.get(d.id) ?? null) !== d.last_seen_at)
    .sort((a, b) => b.last_seen_at!.localeCompare(a.last_seen_at!))[0]

type Props = {
  before: Before
  kinds: readonly DeviceKind[]
  /** The key that was made: what another key sends meanwhile is not what is waited for. */
  keyId?: string
}

/** Waits for the first sample after a key was made and turns green by itself. Live events hurry it; the poll makes it certain. */
export function FirstSample({ before, kinds, keyId }: Props) {
  const { t } = useTranslation('capture')
  const format = useFormat()
  const queries = useQueryClient()
  const keysKnown = useQuery({
    ...editorKeysQuery, enabled: keyId !== undefined,
    refetchInterval: (query) => (query.state.data?.items.some((k) => k.id === keyId && k.last_used_at !== null) ? false : 2500),
  })
  const used = keyId === undefined || (keysKnown.data?.items.some((k) => k.id === keyId && k.last_used_at !== null) ?? false)
  const devices = useQuery({
    ...devicesQuery,
    refetchInterval: (query) => (used && query.state.data && arrivedOf(query.state.data.items, before, kinds) ? false : 2500),
  })
  useEffect(() => onLiveEvent((e) => {
    if (e.kind !== 'day' && e.kind !== 'device') return
    void queries.invalidateQueries({ queryKey: devicesQuery.queryKey })
    void queries.invalidateQueries({ queryKey: editorKeysQuery.queryKey })
  }), [queries])
  const arrived = (used && devices.data && arrivedOf(devices.data.items, before, kinds)) || undefined
  const sample = arrived?.last_sample
  return (
    <div className={css['first']} data-arrived={arrived !== undefined} role="status">
      <Icon name={arrived ? 'check' : 'clock'} size={20} />
      <div>
        <p><strong>{arrived ? t('first.arrived') : t('first.waiting')}</strong></p>
        <p className="muted small">
          {!arrived ? t('first.waitingText')
            : sample?.repository ? t('first.fromRepository', { tool: sample.app || arrived.name, repository: sample.repository, ago: format.ago(arrived.last_seen_at!) })
            : t('first.from', { tool: sample?.app || arrived.name, ago: format.ago(arrived.last_seen_at!) })}
        </p>
      </div>
    </div>
  )
}
