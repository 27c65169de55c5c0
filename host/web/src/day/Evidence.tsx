import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { TracedExplanation } from '@/api/learnTypes'
import type { BlockExplanation, Candidate } from '@/api/types'
import { Button, ButtonLink } from '@/kit/basics/Button'
import { ConfidenceBadge, ProjectChip } from '@/kit/basics/Chips'
import { Await } from '@/kit/feedback/States'
import { useFormat } from '@/i18n/useFormat'
import css from './day.module.css'
import { isNumber, Trace } from './Trace'
import { useExplanation } from './useDay'
import { useSignal } from './useSignal'

/** Why an entry says what it says: what was seen, what decided, what else was considered. */
export function Evidence({ blockId, onTake }: { blockId: string | null; onTake?: (candidate: Candidate) => void }) {
  const { t } = useTranslation('day')
  const query = useExplanation(blockId)
  if (blockId === null) return <p className="muted small">{t('evidence.byHand')}</p>
  return <Await query={query}>{(explanation) => <Explained explanation={explanation} onTake={onTake} />}</Await>
}

function Explained({ explanation, onTake }: { explanation: TracedExplanation; onTake?: (candidate: Candidate) => void }) {
  const { t, i18n } = useTranslation('day')
  const format = useFormat()
  const signal = useSignal()
  const reason = (key: string) => (i18n.exists(`whyNot.${key}`, { ns: 'day' }) ? t(`whyNot.${key}` as 'whyNot.weaker') : key)
  const { block, activity, considered, decided_by: decided } = explanation
  const trace = explanation.trace ?? []
  const further = trace.length > 0 ? [] : block.evidence.filter((one) => one.signal !== decided?.signal || one.value !== decided.value)
  const most = Math.max(1, ...activity.map((one) => one.duration_ms))
  return (
    <div className={css['evidence']}>
      <section>
        <h3>{t('evidence.decided')}</h3>
        {decided ? (
          <div className={css['decided']}>
            <p>
              {decided.rule ? (
                <Link to="/rules" search={{ rule: decided.rule.id }}>{decided.rule.name ?? t('evidence.unnamedRule')}</Link>
              ) : (
                <strong>{signal(decided.signal)}</strong>
              )}
              {decided.value && !isNumber(decided.value) && <span className="muted title-text"> {decided.value}</span>}
            </p>
            {decided.confidence !== null && <ConfidenceBadge value={decided.confidence} />}
          </div>
        ) : (
          <p className="muted">{t('evidence.nothing')}</p>
        )}
        {further.length > 0 && (
          <ul className={css['signals']}>
            {further.map((one, i) => (
              <li key={i}>
                <span className="muted">{signal(one.signal)}</span> <span className="title-text">{one.value}</span>
              </li>
            ))}
          </ul>
        )}
        {trace.length > 0 && <Trace steps={trace} />}
      </section>

      <section>
        <h3>{t('evidence.seen')}</h3>
        {explanation.titles_hidden && <p className="muted small">{t('evidence.titlesHidden')}</p>}
        {activity.length === 0 && !explanation.titles_hidden && <p className="muted small">{t('evidence.noActivity')}</p>}
        <ul className={css['activity']}>
          {activity.map((one, i) => (
            <li key={i}>
              <span className={css['share']} style={{ width: `${Math.max(2, (one.duration_ms / most) * 100)}%` }} aria-hidden="true" />
              <span className={css['activityText']}>
                <b>{one.app}</b> {one.title && <span className="title-text">{one.title}</span>}
              </span>
              <span className="num nowrap muted small">{format.duration(one.duration_ms)}</span>
            </li>
          ))}
        </ul>
      </section>

      {considered.length > 0 && (
        <section>
          <h3>{t('evidence.considered')}</h3>
          <ol className={css['considered']}>
            {considered.map((one, i) => (
              <li key={i}>
                <div className="row between">
                  <ProjectChip project={one.project} task={one.task} />
                  <ConfidenceBadge value={one.confidence} />
                </div>
                <div className="row between">
                  <span className="muted small">
                    {signal(one.signal)}
                    {one.why_not && <> · {reason(one.why_not)}</>}
                  </span>
                  {onTake && one.project && (
                    <Button small icon="check" title={t('evidence.take', { name: one.task?.key ?? one.project.name })} onClick={() => onTake(one)}>{t('evidence.itWas')}</Button>
                  )}
                </div>
              </li>
            ))}
          </ol>
        </section>
      )}

      <ButtonLink small icon="rules" to="/rules" search={ruleSearch(explanation)}>{t('evidence.makeRule')}</ButtonLink>
    </div>
  )
}

/** The rule form fills itself in from the block: what was seen longest, and what the time was for. */
export const ruleSearch = ({ block }: BlockExplanation) => ({ rule: 'new', field: 'block', value: block.id })
