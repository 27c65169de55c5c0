import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { WaitingPeriod } from '@/api/reportTypes'
import type { Page } from '@/api/types'
import { useSave } from '@/api/useSave'
import { useFormat } from '@/i18n/useFormat'
import { Button } from '@/kit/basics/Button'
import { Card } from '@/kit/basics/Page'
import { Await, ErrorState } from '@/kit/feedback/States'
import { TextArea } from '@/kit/form/Field'
import { Dialog } from '@/kit/overlay/Dialog'
import { DataTable, type Column } from '@/kit/table/DataTable'

const key = ['periods', 'waiting'] as const

/** Periods that members handed in and nobody has decided about. */
export function Waiting({ workspace }: { workspace: string }) {
  const { t } = useTranslation('team')
  const format = useFormat()
  const [rejected, setRejected] = useState<WaitingPeriod | null>(null)
  const periods = useQuery({ queryKey: [...key, workspace], queryFn: ({ signal }) => api.get<Page<WaitingPeriod>>('periods', { state: 'submitted', workspace_id: workspace }, signal) })
  const approve = useSave((id: string) => api.post(`periods/${id}/approve`), [key])
  const columns: Column<WaitingPeriod>[] = [
    { key: 'name', title: t('member'), phone: 'title', cell: (row) => row.user.name },
    { key: 'days', title: t('waiting.days'), cell: (row) => <span className="nowrap">{format.range(row.start, row.end)}</span> },
    { key: 'time', title: t('time'), number: true, cell: (row) => format.duration(row.total_ms) },
    { key: 'target', title: t('target'), number: true, cell: (row) => format.duration(row.target_ms) },
    {
      key: 'decide', end: true, title: t('waiting.decide'), hideTitle: true,
      cell: (row) => (
        <span className="row">
          {row.actions.includes('approve') && <Button small kind="primary" aria-label={t('waiting.approveOf', { name: row.user.name })} busy={approve.isPending} onClick={() => row.id && approve.mutate(row.id)}>{t('waiting.approve')}</Button>}
          {row.actions.includes('reject') && <Button small aria-label={t('waiting.rejectOf', { name: row.user.name })} onClick={() => setRejected(row)}>{t('waiting.reject')}</Button>}
        </span>
      ),
    },
  ]
  const some = (periods.data?.items.length ?? 0) > 0
  return (
    <Card title={t('waiting.title')} flush={some}>
      {approve.error && <ErrorState error={approve.error} />}
      <Await query={periods}>
        {({ items }) => items.length === 0 ? <p className="muted">{t('waiting.none')}</p> : <DataTable caption={t('waiting.title')} columns={columns} rows={items} keyOf={(row) => row.id ?? row.start} />}
      </Await>
      {rejected && <Reject period={rejected} onClose={() => setRejected(null)} />}
    </Card>
  )
}

/** Handing back needs a reason: the person reads it. */
function Reject({ period, onClose }: { period: WaitingPeriod; onClose: () => void }) {
  const { t } = useTranslation(['team', 'common'])
  const [reason, setReason] = useState('')
  const reject = useSave(() => api.post(`periods/${period.id ?? ''}/reject`, { reason }), [key], onClose)
  return (
    <Dialog open onClose={onClose} title={t('waiting.rejectOf', { name: period.user.name })}
      footer={<><Button onClick={onClose}>{t('common:actions.cancel')}</Button><Button kind="danger" busy={reject.isPending} disabled={reason.trim() === ''} onClick={() => reject.mutate(undefined)}>{t('waiting.reject')}</Button></>}>
      <TextArea label={t('waiting.reason')} value={reason} onChange={setReason} maxLength={500} error={reject.fieldError('reason')} />
    </Dialog>
  )
}
