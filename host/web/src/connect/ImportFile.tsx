import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useRef, useState, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { upload } from '@/api/upload'
import { ApiProblem } from '@/api/problem'
import type { ImportResult } from '@/api/integrationTypes'
import { useFormat } from '@/i18n/useFormat'
import { Button } from '@/kit/basics/Button'
import { Icon } from '@/kit/basics/Icon'
import { Progress } from '@/kit/basics/Progress'
import { Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { useRunText } from './useRunText'
import css from './connect.module.css'

/** Uploads an ActivityWatch export; importing the same file again changes nothing. */
export function ImportFile({ onDone }: { onDone?: (result: ImportResult) => void }) {
  const { t } = useTranslation(['connect', 'common'])
  const format = useFormat()
  const problemText = useProblemText()
  const runText = useRunText()
  const queries = useQueryClient()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const abort = useRef<AbortController | null>(null)
  const [sent, setSent] = useState(0)
  const [over, setOver] = useState(false)
  const send = useMutation({
    mutationFn: (file: File) => {
      abort.current = new AbortController()
      setSent(0)
      return upload<ImportResult>('imports/activitywatch', 'buckets.json', file, setSent, abort.current.signal)
    },
    onSuccess: async (result) => {
      await queries.invalidateQueries()
      onDone?.(result)
    },
  })
  const take = (file: File | undefined) => file && !send.isPending && send.mutate(file)
  const drop = (e: DragEvent) => {
    e.preventDefault()
    setOver(false)
    take(e.dataTransfer.files[0])
  }
  const cancelled = send.error instanceof DOMException
  const result = send.data
  return (
    <div className={css['import']}>
      <div className={css['drop']} data-over={over || undefined} onDragOver={(e) => (e.preventDefault(), setOver(true))} onDragLeave={() => setOver(false)} onDrop={drop}>
        <Icon name="upload" size={22} />
        <label htmlFor={id}>{t('import.label')}</label>
        <p className="muted small">{t('import.help')}</p>
        <input ref={input} id={id} className="visually-hidden" type="file" accept=".json,application/json" tabIndex={-1}
          onChange={(e) => (take(e.target.files?.[0]), (e.target.value = ''))} />
        <Button disabled={send.isPending} onClick={() => input.current?.click()}>{t('import.choose')}</Button>
      </div>
      {send.isPending && (
        <div className={css['running']}>
          <div className="row between small">
            <span>{sent < 1 ? t('import.sending', { percent: format.percent(sent) }) : t('import.reading')}</span>
            <Button small onClick={() => abort.current?.abort()}>{t('common:actions.cancel')}</Button>
          </div>
          <Progress label={t('import.label')} part={sent < 1 ? sent : null} />
        </div>
      )}
      {send.error && !cancelled && <Notice tone="danger" live>{send.error instanceof ApiProblem ? runText.error({ slug: send.error.slug, message: problemText(send.error) }) : problemText(send.error)}</Notice>}
      {result && (
        <Notice tone={result.rejected_total > 0 ? 'warn' : 'ok'} live>
          <p><strong>{t('import.done', { count: result.accepted, number: format.number(result.accepted) })}</strong></p>
          <p>{t('import.rest', { buckets: format.number(result.buckets), duplicates: format.number(result.duplicates), rejected: format.number(result.rejected_total) })}</p>
        </Notice>
      )}
    </div>
  )
}
