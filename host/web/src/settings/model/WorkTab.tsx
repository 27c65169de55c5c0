import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { ParkedDay } from '@/api/modelTypes'
import { useSave } from '@/api/useSave'
import { useFormat } from '@/i18n/useFormat'
import { Button } from '@/kit/basics/Button'
import { Card } from '@/kit/basics/Page'
import { Await, Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { DataTable, type Column } from '@/kit/table/DataTable'
import { notify } from '@/shell/toasts'
import { workQuery } from './queries'
import { useModelWords } from './useModelWords'

type Which = { stage?: string; user_id?: string; day?: string }

/** Days that wait to be worked out, and those that gave up, with the reason and another try. */
export default function WorkTab() {
  const { t } = useTranslation('models')
  const format = useFormat()
  const words = useModelWords()
  const problemText = useProblemText()
  const work = useQuery({ ...workQuery, refetchInterval: 15_000 })
  const retry = useSave((which: Which) => api.post<{ retried: number }>('admin/work/retry', which), [workQuery.queryKey], ({ retried }) => notify(t('work.retried', { count: retried, number: format.number(retried) })))
  const columns: Column<ParkedDay>[] = [
    { key: 'stage', title: t('work.stage'), phone: 'title', cell: (row) => <strong>{words.stage(row.stage)}</strong> },
    { key: 'day', title: t('work.day'), cell: (row) => <span className="nowrap">{format.date(row.day, 'year')}</span> },
    { key: 'user', title: t('calls.user'), cell: (row) => row.user },
    { key: 'error', title: t('work.error'), cell: (row) => <span className="small">{words.reason(row.error)}</span> },
    { key: 'attempts', title: t('work.attempts'), number: true, phone: 'hide', cell: (row) => format.number(row.attempts) },
    { key: 'since', title: t('work.since'), phone: 'hide', cell: (row) => <span className="nowrap">{format.ago(row.parked_at)}</span> },
    { key: 'retry', end: true, hideTitle: true, title: t('work.retry'), cell: (row) => <Button small icon="refresh" onClick={() => retry.mutate({ stage: row.stage, user_id: row.user_id, day: row.day })}>{t('work.retry')}</Button> },
  ]
  return (
    <Await query={work}>
      {(data) => (
        <Card title={t('work.title')} flush={data.parked.length > 0}
          aside={data.parked.length > 1 && <Button small icon="refresh" busy={retry.isPending} onClick={() => retry.mutate({})}>{t('work.retryAll')}</Button>}>
          {retry.error && <Notice tone="danger" live>{problemText(retry.error)}</Notice>}
          {data.parked.length > 0
            ? <DataTable caption={t('work.title')} columns={columns} rows={data.parked} keyOf={(row) => `${row.stage}/${row.user_id}/${row.day}`} />
            : <Notice tone="ok">{t('work.none')}</Notice>}
          <p className="muted small num" style={{ padding: data.parked.length > 0 ? 'var(--s3) var(--pad)' : 'var(--s3) 0 0' }}>{t('work.counts', { pending: format.number(data.pending), running: format.number(data.running) })}</p>
        </Card>
      )}
    </Await>
  )
}
