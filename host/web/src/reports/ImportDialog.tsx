import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { ImportAnswer, ImportRow } from '@/api/reportTypes'
import { useFormat } from '@/i18n/useFormat'
import { Button } from '@/kit/basics/Button'
import { ErrorState, Notice } from '@/kit/feedback/States'
import { TextArea } from '@/kit/form/Field'
import { Dialog } from '@/kit/overlay/Dialog'
import { DataTable, type Column } from '@/kit/table/DataTable'
import css from './reports.module.css'

const example = 'date,start,end,project,task_key,description\n'

/** Entries from a CSV file: first a look at what each row would become, then the rows that can be taken. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('reports')
  const format = useFormat()
  const queries = useQueryClient()
  const [csv, setCsv] = useState(example)
  const [answer, setAnswer] = useState<ImportAnswer | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const send = async (commit: boolean) => {
    setBusy(true)
    setError(null)
    try {
      setAnswer(await api.post<ImportAnswer>('imports/entries', { csv, commit }))
      if (commit) await queries.invalidateQueries()
    } catch (problem) {
      setError(problem)
    } finally {
      setBusy(false)
    }
  }
  const change = (text: string) => {
    setCsv(text)
    setAnswer(null)
  }
  const columns: Column<ImportRow>[] = [
    { key: 'line', title: t('import.line'), number: true, cell: (row) => format.number(row.line) },
    { key: 'verdict', title: t('import.verdict'), phone: 'title', cell: (row) => t(`import.is.${row.verdict as 'accepted'}`) },
    { key: 'why', title: t('import.why'), cell: (row) => (row.reason ? `${row.field ?? ''}: ${t(`import.reason.${row.reason as 'invalid'}`)}` : row.description) },
  ]
  return (
    <Dialog open wide onClose={onClose} title={t('import.title')}
      footer={
        <>
          <Button onClick={onClose}>{t('import.close')}</Button>
          <Button busy={busy} onClick={() => void send(false)}>{t('import.look')}</Button>
          <Button kind="primary" busy={busy} disabled={!answer || answer.committed || answer.accepted === 0} onClick={() => void send(true)}>{t('import.commit', { count: answer?.accepted ?? 0 })}</Button>
        </>
      }>
      <p className="muted">{t('import.text')}</p>
      <input type="file" accept=".csv,text/csv" aria-label={t('import.file')} className={css['file']}
        onChange={(e) => { void e.target.files?.[0]?.text().then(change) }} />
      <TextArea label={t('import.csv')} rows={6} value={csv} onChange={change} spellCheck={false} />
      {error !== null && <ErrorState error={error} />}
      {answer && (
        <>
          <Notice live tone={answer.rejected > 0 ? 'warn' : 'ok'}>
            {t(answer.committed ? 'import.done' : 'import.would', { accepted: answer.accepted, duplicates: answer.duplicates, rejected: answer.rejected, duration: format.duration(answer.accepted_ms) })}
          </Notice>
          <DataTable caption={t('import.title')} columns={columns} rows={answer.rows.slice(0, 200)} keyOf={(row) => String(row.line)} />
        </>
      )}
    </Dialog>
  )
}
