import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { BlockExplanation, Candidate } from '@/api/types'
import { ButtonLink } from '@/kit/basics/Button'
import { ConfidenceBadge, ProjectChip } from '@/kit/basics/Chips'
import { Await } from '@/kit/feedback/States'
import { useFormat } from '@/i18n/useFormat'
import css from './day.module.css'
import { useExplanation } from './useDay'

/** Why an entry says what it says: what was seen, what decided, what else was considered. */
export function Evidence({ blockId, onTake }: { blockId: string | null; onTake?: (candidate: Candidate) => void }) {
  const { t } = useTranslation('day')
  const query = useExplanation(blockId)
  if (blockId === null) return <p className="muted small">{t('evidence.byHand')}</p>
  return <Await query={query}>{(block) => <Explained block={block} onTake={onTake} />}</Await>
}

function Explained({ block, onTake }: { block: BlockExplanation; onTake?: (candidate: Candidate) => void }) {
  const { t, i18n } = useTranslation('day')
  const format = useFormat()
  const signal = (name: string) => (i18n.exists(`signal.${name}`, { ns: 'day' }) ? t(`signal.${name}` as 'signal.rule') : name)
  const reason = (key: string) => (i18n.exists(`whyNot.${key}`, { ns: 'day' }) ? t(`whyNot.${key}` as 'whyNot.weaker') : key)
  const most = Math.max(1, ...block.activity.map((one) => one.duration_ms))
  const decided = block.decided_by
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
              {decided.value && <span className="muted title-text"> {decided.value}</span>}
            </p>
            <ConfidenceBadge value={decided.confidence} />
          </div>
        ) : (
          <p className="muted">{t('evidence.nothing')}</p>
        )}
        {block.evidence.length > 0 && (
          <ul className={css['signals']}>
            {block.evidence.map((one, i) => (
              <li key={i}>
                <span className="muted">{signal(one.signal)}</span> <span className="title-text">{one.value}</span>
              </li>
            ))}
          </ul>
        )}
      </section>

      <section>
        <h3>{t('evidence.seen')}</h3>
        {block.titles_hidden && <p className="muted small">{t('evidence.titlesHidden')}</p>}
        {block.activity.length === 0 && !block.titles_hidden && <p className="muted small">{t('evidence.noActivity')}</p>}
        <ul className={css['activity']}>
          {block.activity.map((one, i) => (
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

      {block.considered.length > 0 && (
        <section>
          <h3>{t('evidence.considered')}</h3>
          <ol className={css['considered']}>
            {block.considered.map((one, i) => (
              <li key={i}>
                <div className="row between">
                  {onTake && one.project ? (
                    <button type="button" className={css['take']} onClick={() => onTake(one)}
                      title={t('evidence.take', { name: one.task?.key ?? one.project.name })}>
                      <ProjectChip project={one.project} task={one.task} />
                    </button>
                  ) : (
                    <ProjectChip project={one.project} task={one.task} />
                  )}
                  <ConfidenceBadge value={one.confidence} />
                </div>
                <p className="muted small">
                  {signal(one.signal)}
                  {one.why_not && <> · {reason(one.why_not)}</>}
                </p>
              </li>
            ))}
          </ol>
        </section>
      )}

      <ButtonLink small icon="rules" to="/rules" search={ruleSearch(block)}>{t('evidence.makeRule')}</ButtonLink>
    </div>
  )
}

/** The rule form filled in from what was seen longest: the host of a page, else the program. */
export function ruleSearch(block: BlockExplanation): Record<string, string> {
  const top = block.activity[0]
  let host = ''
  try {
    if (top?.url) host = new URL(top.url).host
  } catch {
    // an address that is none: the program has to do
  }
  const condition = host ? { field: 'host', value: host } : top ? { field: 'app', value: top.app } : {}
  return {
    new: '1', op: 'is', ...condition,
    ...(block.project ? { project_id: block.project.id } : {}),
    ...(block.task ? { task_id: block.task.id } : {}),
  } as Record<string, string>
}
