import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { devicesQuery } from '@/api/queries'
import type { Device } from '@/api/types'
import { AddDevice } from '@/connect/AddDevice'
import { useFormat } from '@/i18n/useFormat'
import { Button } from '@/kit/basics/Button'
import { ProjectChip } from '@/kit/basics/Chips'
import { StatusDot, type Tone } from '@/kit/basics/Marks'
import { Icon } from '@/kit/basics/Icon'
import { Card, Page } from '@/kit/basics/Page'
import { Await, Empty } from '@/kit/feedback/States'
import { Checkbox } from '@/kit/form/Field'
import { Dialog } from '@/kit/overlay/Dialog'
import { DataTable, type Column } from '@/kit/table/DataTable'
import { useShortcuts } from '@/shell/keyboard'
import { DeviceDialog } from './DeviceDialog'
import css from './devices.module.css'

const skewed = (d: Device) => Math.abs(d.clock_skew_ms) > 120_000

/** Fresh within five minutes, quiet within a day, else silent. */
function useDeviceState() {
  const { t } = useTranslation('devices')
  return (d: Device): { tone: Tone; text: string } => {
    if (d.revoked) return { tone: 'neutral', text: t('state.revoked') }
    if (d.paused) return { tone: 'warn', text: t('state.paused') }
    if (d.last_seen_at === null) return { tone: 'neutral', text: t('state.never') }
    const age = Date.now() - Date.parse(d.last_seen_at)
    if (age < 300_000) return { tone: 'ok', text: t('state.live') }
    return age < 86_400_000 ? { tone: 'accent', text: t('state.quiet') } : { tone: 'warn', text: t('state.silent') }
  }
}

function Devices({ devices, onAdd }: { devices: Device[]; onAdd: () => void }) {
  const { t } = useTranslation(['devices', 'common', 'capture'])
  const format = useFormat()
  const stateOf = useDeviceState()
  const [revoked, setRevoked] = useState(false)
  const [open, setOpen] = useState<string | null>(null)
  const byMachine = (a: Device, b: Device) => (a.machine ?? '').localeCompare(b.machine ?? '') || a.name.localeCompare(b.name)
  const shown = devices.filter((d) => revoked || !d.revoked).sort(byMachine)
  const columns: Column<Device>[] = [
    {
      key: 'name', title: t('name'), phone: 'title',
      cell: (d) => (
        <span>
          <strong className={css['name']}>{d.name}</strong><span className={`${css['kind']} muted small`}>{t(`kind.${d.kind}`)}</span>
          {skewed(d) && <span className={css['skew']}><Icon name="warning" size={14} /> {t('skew', { amount: format.duration(Math.abs(d.clock_skew_ms)) })}</span>}
        </span>
      ),
    },
    { key: 'machine', title: t('machine'), cell: (d) => (d.machine && d.machine !== d.name ? <span className={css['machine']}>{d.machine}</span> : null) },
    { key: 'state', title: t('stateTitle'), cell: (d) => <StatusDot tone={stateOf(d).tone}>{stateOf(d).text}</StatusDot> },
    { key: 'seen', title: t('lastSeen'), cell: (d) => (d.last_seen_at ? <time dateTime={d.last_seen_at} className="nowrap">{format.ago(d.last_seen_at)}</time> : null) },
    {
      key: 'sample', title: t('capture:lastSample'),
      cell: (d) => (d.last_sample ? (
        <span className="small">
          {d.last_sample.repository ? t('capture:sampleOf', { tool: d.last_sample.app || d.name, repository: d.last_sample.repository }) : d.last_sample.app}{' '}
          <time dateTime={d.last_sample.at} className="muted nowrap">{format.ago(d.last_sample.at)}</time>
        </span>
      ) : null),
    },
    { key: 'today', title: t('samplesToday'), number: true, cell: (d) => format.number(d.samples_today) },
    { key: 'project', title: t('project'), phone: 'hide', cell: (d) => (d.project ? <ProjectChip project={d.project} /> : null) },
    { key: 'open', end: true, title: t('details'), hideTitle: true, cell: (d) => <Button small kind="quiet" onClick={() => setOpen(d.id)} aria-label={t('detailsOf', { name: d.name })}>{t('details')}</Button> },
  ]
  if (devices.length === 0) {
    return <Card><Empty icon="devices" title={t('emptyTitle')} action={<Button kind="primary" icon="plus" onClick={onAdd}>{t('add')}</Button>}>{t('emptyText')}</Empty></Card>
  }
  const chosen = devices.find((d) => d.id === open)
  return (
    <>
      <Card flush><DataTable caption={t('title')} columns={columns} rows={shown} keyOf={(d) => d.id} dim={(d) => d.revoked} /></Card>
      {devices.some((d) => d.revoked) && <Checkbox label={t('showRevoked')} checked={revoked} onChange={setRevoked} />}
      {chosen && <DeviceDialog device={chosen} onClose={() => setOpen(null)} />}
    </>
  )
}

export function DevicesPage() {
  const { t } = useTranslation('devices')
  const devices = useQuery({ ...devicesQuery, refetchInterval: 60_000 })
  const [adding, setAdding] = useState(false)
  useShortcuts([{ keys: 'n', label: t('add'), run: () => setAdding(true) }])
  return (
    <Page title={t('title')} lead={t('lead')} actions={<Button kind="primary" icon="plus" onClick={() => setAdding(true)}>{t('add')}</Button>}>
      <Await query={devices}>{({ items }) => <Devices devices={items} onAdd={() => setAdding(true)} />}</Await>
      <Dialog open={adding} onClose={() => setAdding(false)} title={t('add')} description={t('addText')}>{adding && <AddDevice />}</Dialog>
    </Page>
  )
}
