import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FullDraft, RulePreview as Preview } from '@/api/ruleTypes'
import { useFormat } from '@/i18n/useFormat'
import { InlineSelect } from '@/kit/form/Field'
import { Notice, Skeleton } from '@/kit/feedback/States'
import { fieldErrors } from '@/api/problem'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { Disagreements } from './Disagreements'
import { PreviewRows } from './PreviewRows'
import { previewQuery } from './queries'
import { TaskShifts } from './TaskShifts'
import css from './preview.module.css'

type Faults = ReturnType<typeof fieldErrors>

const spans = [7, 14, 30, 90] as const
const broad = 0.5
const pause = 400

/** The value after it stood still for a moment. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  const text = JSON.stringify(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(text) as T), pause)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

/** What the rule as it stands in the form would change. While it can't be asked, the last good answer stays. */
export function RulePreview({ body, ruleId, onFaults }: { body: FullDraft | null; ruleId?: string; onFaults: (faults: Faults) => void }) {
  const { t } = useTranslation('rules')
  const [days, setDays] = useState(14)
  const [good, setGood] = useState(body)
  if (body !== null && JSON.stringify(body) !== JSON.stringify(good)) setGood(body)
  return (
    <section className={css['preview']} aria-labelledby="rule-preview">
      <div className="row between">
        <h3 id="rule-preview">{t('preview.title')}</h3>
        <InlineSelect label={t('preview.days')} value={String(days)} onChange={(value) => setDays(Number(value))}
          choices={spans.map((n) => ({ value: String(n), label: t('preview.lastDays', { count: n }) }))} />
      </div>
      {good === null ? <p className="muted small">{t('preview.incomplete')}</p> : <Asked body={good} ruleId={ruleId} days={days} stale={body === null} onFaults={onFaults} />}
    </section>
  )
}

function Asked({ body, ruleId, days, stale, onFaults }: { body: FullDraft; ruleId?: string; days: number; stale: boolean; onFaults: (faults: Faults) => void }) {
  const { t } = useTranslation('rules')
  const problemText = useProblemText()
  const query = useQuery(previewQuery(useSettled(body), ruleId, days))
  const { error } = query
  useEffect(() => onFaults(fieldErrors(error)), [error, onFaults])
  if (query.data === undefined) return query.error ? <Notice tone="warn">{problemText(query.error)}</Notice> : <Skeleton rows={5} />
  return (
    <div className={css['body']} data-stale={stale || query.isFetching || undefined} aria-busy={query.isFetching}>
      {query.error && <Notice tone="warn">{t('preview.lastGood', { reason: problemText(query.error) })}</Notice>}
      <Shown preview={query.data} />
    </div>
  )
}

function Shown({ preview }: { preview: Preview }) {
  const { t } = useTranslation('rules')
  const format = useFormat()
  const share = preview.observed_ms > 0 ? preview.matched_ms / preview.observed_ms : 0
  return (
    <>
      <p>
        {preview.matched_ms === 0
          ? t('preview.nothing', { count: preview.days })
          : t('preview.matches', { count: preview.days, matched: format.duration(preview.matched_ms), share: format.percent(share) })}
        {preview.matched_ms > 0 && <> <strong>{preview.changed_ms === 0 ? t('preview.noChange') : t('preview.changes', { changed: format.duration(preview.changed_ms) })}</strong></>}
      </p>
      {!preview.complete && <Notice>{t('preview.cut', { count: preview.days })}</Notice>}
      {share > broad && <Notice tone="warn">{t('preview.broad', { share: format.percent(share) })}</Notice>}
      <TaskShifts tasks={preview.tasks} />
      {preview.conflicts.map((other) => (
        <Notice key={`${other.rule_id}${other.relation}`} tone={other.relation === 'tie' ? 'warn' : 'info'}>
          <p>{t(`preview.conflict.${other.relation}`, { name: other.name, time: format.duration(other.duration_ms) })}</p>
          <p className="muted small title-text">{other.samples.join(' · ')}</p>
        </Notice>
      ))}
      <Disagreements items={preview.reviewed_disagreements} />
      <PreviewRows preview={preview} />
    </>
  )
}
