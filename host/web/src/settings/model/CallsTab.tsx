import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ModelCall, ModelCalls } from '@/api/modelTypes'
import { useSave } from '@/api/useSave'
import { useZone } from '@/api/useMe'
import { useFormat } from '@/i18n/useFormat'
import { Button } from '@/kit/basics/Button'
import { Badge } from '@/kit/basics/Marks'
import { Card } from '@/kit/basics/Page'
import { Await, Empty } from '@/kit/feedback/States'
import { DataTable, type Column } from '@/kit/table/DataTable'
import { callsQuery, loadCalls } from './queries'
import { useModelWords } from './useModelWords'

/** Every call to a model: who, what for, what it cost and how it ended; never what was said. */
export default function CallsTab() {
  const { t } = useTranslation(['models', 'common'])
  const format = useFormat()
  const words = useModelWords()
  const zone = useZone()
  const query = useQuery(callsQuery)
  const [older, setOlder] = useState<readonly ModelCalls[]>([])
  const more = useSave((cursor: string) => loadCalls(cursor), [], (page) => setOlder([...older, page]))
  const columns: Column<ModelCall>[] = [
    { key: 'at', title: t('calls.at'), phone: 'title', cell: (call) => <span className="nowrap num">{format.moment(call.at, zone)}</span> },
    { key: 'user', title: t('calls.user'), cell: (call) => call.user ?? <span className="muted">{t('calls.gone')}</span> },
    { key: 'purpose', title: t('calls.purpose'), cell: (call) => words.purpose(call.purpose) },
    { key: 'model', title: t('calls.model'), cell: (call) => <span>{call.model} <span className="muted small">{call.host}</span></span> },
    {
      key: 'items', title: t('calls.items'), phone: 'hide',
      cell: (call) => <span className="num">{format.number(call.items)} <span className="muted small">{words.redactions(call.redactions).join(', ')}</span></span>,
    },
    { key: 'tokens', title: t('calls.tokens'), number: true, cell: (call) => `${format.number(call.tokens_in)} / ${format.number(call.tokens_out)}` },
    { key: 'cost', title: t('calls.cost'), number: true, cell: (call) => words.money(call.cost_micros) },
    { key: 'ms', title: t('calls.ms'), number: true, phone: 'hide', cell: (call) => t('calls.inMs', { ms: format.number(call.ms) }) },
    { key: 'outcome', title: t('calls.outcome'), cell: (call) => <Outcome outcome={call.outcome} /> },
  ]
  return (
    <Card title={t('calls.title')} flush={(query.data?.items.length ?? 0) > 0}>
      <Await query={query}>
        {(first) => {
          const { totals } = first
          const next = (older.at(-1) ?? first).next
          if (totals.calls === 0) return <Empty icon="list" title={t('calls.emptyTitle')}>{t('calls.emptyText')}</Empty>
          return (
            <>
              <DataTable caption={t('calls.title')} columns={columns} rows={[first, ...older].flatMap((page) => page.items)} keyOf={(call) => call.id} />
              <div className="row between" style={{ padding: 'var(--s3) var(--pad)' }}>
                <span className="small" data-testid="totals">
                  {t('calls.totals', { count: totals.calls, number: format.number(totals.calls), failed: format.number(totals.failed), tokens: format.number(totals.tokens_in + totals.tokens_out), cost: words.money(totals.cost_micros) })}
                </span>
                {next && <Button small busy={more.isPending} onClick={() => more.mutate(next)}>{t('common:actions.loadMore')}</Button>}
              </div>
            </>
          )
        }}
      </Await>
    </Card>
  )
}

function Outcome({ outcome }: { outcome: string }) {
  const { t } = useTranslation('models')
  const words = useModelWords()
  if (outcome === 'ok' || outcome === 'running') return <Badge tone={outcome === 'ok' ? 'ok' : 'neutral'}>{words.outcome(outcome)}</Badge>
  return <><Badge tone="danger">{t('calls.failed')}</Badge> <span className="muted small">{words.outcome(outcome)}</span></>
}
