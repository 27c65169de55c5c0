import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { TraceStep } from '@/api/learnTypes'
import { useIsAdmin } from '@/api/useMe'
import { useSave } from '@/api/useSave'
import { useFormat } from '@/i18n/useFormat'
import { Button } from '@/kit/basics/Button'
import { Icon } from '@/kit/basics/Icon'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { notify } from '@/shell/toasts'
import css from './day.module.css'
import { useSignal } from './useSignal'

/** Everything that had something to say, in the order in which it was asked. */
export function Trace({ steps }: { steps: readonly TraceStep[] }) {
  const { t } = useTranslation('day')
  return (
    <details className={css['trace']}>
      <summary className="small muted">{t('trace.title', { count: steps.length })}</summary>
      <ol className={css['considered']} aria-label={t('trace.label')}>
        {steps.map((step, i) => <li key={i}><Step step={step} /></li>)}
      </ol>
    </details>
  )
}

/** A bare figure, like the number of neighbours that agree, says nothing that the confidence does not. */
export const isNumber = (value: string) => /^[\d.]+$/.test(value)

function Step({ step }: { step: TraceStep }) {
  const { t } = useTranslation(['day', 'common'])
  const format = useFormat()
  const signal = useSignal()
  return (
    <>
      <div className="row between small">
        <span className="row">
          {step.chosen && <><Icon name="check" size={16} /><span className="visually-hidden">{t('trace.chosen')} </span></>}
          <b>{signal(step.signal)}</b>
          {step.signal !== 'none' && <span className="muted">{t(`common:stage.${step.stage}`)}</span>}
        </span>
        {step.confidence !== null && <span className="num muted">{format.percent(step.confidence)}</span>}
      </div>
      {step.value && !isNumber(step.value) && <p className="small title-text">{step.value}</p>}
      <Source step={step} />
    </>
  )
}

/** Where the step has it from: a rule, a decision of the person, a call to a model. */
function Source({ step }: { step: TraceStep }) {
  const { t } = useTranslation(['day', 'common'])
  const problemText = useProblemText()
  const admin = useIsAdmin()
  const forget = useSave((id: string) => api.delete(`learning/examples/${id}`), [['explain'], ['accuracy'], ['day'], ['entries']], () => notify(t('trace.forgotten')))
  if (step.rule_id) return <p className="small"><Link to="/rules" search={{ rule: step.rule_id }}>{t('trace.rule', { version: step.rule_version ?? 1 })}</Link></p>
  if (step.call_id) {
    return (
      <p className="small muted">
        {t('trace.call')}{' '}
        {admin ? <Link className="mono" to="/settings" search={{ tab: 'calls' }}>{step.call_id.slice(-8)}</Link> : <span className="mono">{step.call_id.slice(-8)}</span>}
      </p>
    )
  }
  if (!step.example_id) return null
  return (
    <div className="row between small">
      <span className="muted">{forget.error ? problemText(forget.error) : t('trace.example')}</span>
      {!forget.isSuccess && <Button small kind="quiet" icon="trash" busy={forget.isPending} onClick={() => forget.mutate(step.example_id!)}>{t('trace.forget')}</Button>}
    </div>
  )
}
