import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Run } from '@/api/integrationTypes'
import { useZone } from '@/api/useMe'
import { runsQuery } from '@/connect/queries'
import { useRunText } from '@/connect/useRunText'
import { useFormat } from '@/i18n/useFormat'
import { Button } from '@/kit/basics/Button'
import { Card } from '@/kit/basics/Page'
import { Await } from '@/kit/feedback/States'
import { Dialog } from '@/kit/overlay/Dialog'
import { DataTable, type Column } from '@/kit/table/DataTable'
import { RunState } from './StateDot'
import css from './integrations.module.css'

const lasted = (run: Run) => (run.finished_at ? Date.parse(run.finished_at) - Date.parse(run.started_at) : null)

function Details({ run, onClose }: { run: Run; onClose: () => void }) {
  const { t } = useTranslation('integrations')
  const format = useFormat()
  const zone = useZone()
  const text = useRunText()
  return (
    <Dialog open onClose={onClose} title={t('run.title', { time: format.moment(run.started_at, zone) })} wide>
      <div className="row"><RunState state={run.state} /><span className="muted small">{t(`trigger.${run.trigger}`)}</span></div>
      <p className="num">{text.counts(run)}</p>
      {run.error && <p className={css['reason']}>{text.error(run.error)}</p>}
      {run.problems.length > 0 && (
        <section>
          <h3>{t('run.problems')}</h3>
          <ul className={css['problems']}>
            {run.problems.map((p, i) => <li key={i}>{p.item && <code>{p.item}</code>} <span>{text.error(p)}</span></li>)}
          </ul>
        </section>
      )}
    </Dialog>
  )
}

/** What each sync brought, newest first. */
export function RunHistory({ integrationId }: { integrationId: string }) {
  const { t } = useTranslation('integrations')
  const format = useFormat()
  const zone = useZone()
  const runs = useQuery(runsQuery(integrationId))
  const [open, setOpen] = useState<Run | null>(null)
  const columns: Column<Run>[] = [
    { key: 'time', title: t('run.time'), phone: 'title', cell: (r) => <time dateTime={r.started_at} className="nowrap">{format.moment(r.started_at, zone)}</time> },
    { key: 'state', title: t('run.outcome'), cell: (r) => <RunState state={r.state} /> },
    { key: 'new', title: t('run.new'), number: true, cell: (r) => format.number(r.accepted) },
    { key: 'known', title: t('run.known'), number: true, phone: 'hide', cell: (r) => format.number(r.duplicates) },
    { key: 'rejected', title: t('run.rejected'), number: true, phone: 'hide', cell: (r) => format.number(r.rejected) },
    { key: 'lasted', title: t('run.lasted'), number: true, cell: (r) => (lasted(r) === null ? '' : format.duration(lasted(r)!)) },
    { key: 'details', end: true, title: t('run.details'), hideTitle: true, cell: (r) => <Button small kind="quiet" onClick={() => setOpen(r)}>{t('run.details')}</Button> },
  ]
  return (
    <Card title={t('historyTitle')} flush={(runs.data?.items.length ?? 0) > 0}>
      <Await query={runs}>
        {({ items }) => items.length === 0 ? <p className="muted">{t('noRuns')}</p> :
          <DataTable caption={t('historyTitle')} columns={columns} rows={items} keyOf={(r) => r.id} />}
      </Await>
      {open && <Details run={open} onClose={() => setOpen(null)} />}
    </Card>
  )
}
