import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Answer, Citation, Scope } from '@/api/askTypes'
import { useFormat } from '@/i18n/useFormat'
import { Button } from '@/kit/basics/Button'
import { Badge } from '@/kit/basics/Marks'
import { Card } from '@/kit/basics/Page'
import { ErrorState, Notice } from '@/kit/feedback/States'
import type { Asked } from './useAsk'
import css from './ask.module.css'

const minute = 60_000

/** Leads to the day of an entry, or to the project of a task. Labels are other people's words: text, never more. */
function CiteLink({ citation, number }: { citation: Citation; number?: number }) {
  const { t } = useTranslation('ask')
  const format = useFormat()
  const text = number === undefined ? citation.label : String(number)
  const label = number === undefined ? undefined : t('cite', { number, label: citation.label, date: format.date(citation.date) })
  if (citation.kind === 'work item') {
    return <Link to="/projects/$projectId" params={{ projectId: citation.href.slice(citation.href.lastIndexOf('/') + 1) }} title={label} aria-label={label}>{text}</Link>
  }
  return <Link to="/timeline" search={{ day: citation.date }} title={label} aria-label={label}>{text}</Link>
}

function Sources({ answer }: { answer: Answer }) {
  const { t } = useTranslation('ask')
  const format = useFormat()
  if (answer.citations.length === 0) return null
  return (
    <details className={css['fold']}>
      <summary>{t('sources', { count: answer.citations.length })}</summary>
      <ol className={css['sources']}>
        {answer.citations.map((citation) => (
          <li key={citation.id}>
            <span className="titleText"><CiteLink citation={citation} /></span>
            <span className="muted small num"> {format.date(citation.date)}{citation.minutes !== null && ` · ${format.duration(citation.minutes * minute)}`}</span>
          </li>
        ))}
      </ol>
    </details>
  )
}

function WhatWasSent({ answer }: { answer: Answer }) {
  const { t } = useTranslation('ask')
  return (
    <details className={css['fold']}>
      <summary>{t('sent.title')}</summary>
      {answer.sent.length === 0 ? <p className="muted">{t('sent.nothing')}</p> : (
        <ol className={css['sent']}>
          {answer.sent.map((message, i) => <li key={i}><span className="muted small">{message.role}</span><pre>{message.text}</pre></li>)}
        </ol>
      )}
    </details>
  )
}

type Props = { asked: Asked; onWiden: (scope: Scope) => void; onRetry: () => void }

/** An answer as it comes: sentences with numbered citations, then what they were made of. */
export function AnswerCard({ asked, onWiden, onRetry }: Props) {
  const { t } = useTranslation('ask')
  const format = useFormat()
  const { answer } = asked
  const numbers = new Map(answer?.citations.map((citation, i) => [citation.id, i + 1] as const))
  const wider = answer?.warnings.find((warning) => warning.kind === 'range_widened')
  return (
    <Card title={asked.question} aside={answer && <Badge tone={answer.mode === 'model' ? 'accent' : 'neutral'}>{t(answer.mode === 'model' ? 'mode.model' : 'mode.deterministic')}</Badge>}>
      <div className={css['answer']} aria-live="polite" aria-busy={asked.running}>
        {asked.segments.map((segment, i) => (
          <p key={i}>
            {segment.text}
            {answer && segment.cites.map((id) => {
              const citation = answer.citations.find((one) => one.id === id)
              return citation && <sup key={id} className={css['cite']}><CiteLink citation={citation} number={numbers.get(id) ?? 0} /></sup>
            })}
          </p>
        ))}
        {asked.running && <p className="muted" role="status">{t('reading')}</p>}
        {asked.stopped && <p className="muted">{t('stopped')}</p>}
      </div>
      {asked.error !== null && <ErrorState error={asked.error} retry={onRetry} />}
      {wider?.start && wider.end && (
        <Notice tone="warn" action={<Button small onClick={() => onWiden({ from: wider.start ?? '', to: wider.end ?? '' })}>{t('widen.ask')}</Button>}>
          {t('widen.text', { range: format.range(wider.start, wider.end) })}
        </Notice>
      )}
      {answer && (
        <>
          {answer.used.entries > 0 && <p className="muted small">{t('used', { count: answer.used.entries, duration: format.duration(answer.used.minutes * minute), range: format.range(answer.used.range.start, answer.used.range.end) })}</p>}
          <Sources answer={answer} />
          <WhatWasSent answer={answer} />
        </>
      )}
    </Card>
  )
}
