import { queryOptions, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { keys } from '@/api/keys'
import type { RuleProposal } from '@/api/ruleTypes'
import { useZone } from '@/api/useMe'
import { useSave } from '@/api/useSave'
import { useFormat } from '@/i18n/useFormat'
import { Button } from '@/kit/basics/Button'
import { ProjectChip } from '@/kit/basics/Chips'
import { Card } from '@/kit/basics/Page'
import { Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import type { RuleStart } from '../draft'
import { staleByRules } from '../queries'
import { useRuleWords } from '../useRuleWords'
import css from '../rules.module.css'

const proposalsQuery = queryOptions({
  queryKey: [...keys.rules, 'proposals'],
  queryFn: ({ signal }) => api.get<{ items: RuleProposal[] }>('rule-proposals', {}, signal),
  retry: false,
})

const startOf = (one: RuleProposal): RuleStart => ({
  scope: 'user', when: { all: one.conditions, not: [] },
  then: { kind: one.project ? null : one.kind, category: one.category }, target: one.project ? { project: one.project, task: one.task } : undefined,
})

/** Rules that would have said what the person said each time. None is made without being taken. */
export function Proposals({ onEdit }: { onEdit: (start: RuleStart) => void }) {
  const { t } = useTranslation('rules')
  const problemText = useProblemText()
  const proposals = useQuery(proposalsQuery).data?.items ?? []
  const decide = useSave(({ id, answer }: { id: string; answer: 'accept' | 'dismiss' }) => api.post(`rule-proposals/${id}/${answer}`), staleByRules)
  if (proposals.length === 0) return null
  return (
    <Card title={t('proposals.title')}>
      <p className="muted small">{t('proposals.help')}</p>
      {decide.error && <Notice tone="danger" live>{problemText(decide.error)}</Notice>}
      <ul className={css['words']}>
        {proposals.map((one) => (
          <li key={one.id} className={css['proposal']}>
            <Sentence proposal={one} />
            <div className={css['foot']}>
              <Button small kind="primary" busy={decide.isPending} onClick={() => decide.mutate({ id: one.id, answer: 'accept' })}>{t('proposals.accept')}</Button>
              <Button small onClick={() => onEdit(startOf(one))}>{t('proposals.look')}</Button>
              <Button small kind="quiet" busy={decide.isPending} onClick={() => decide.mutate({ id: one.id, answer: 'dismiss' })}>{t('proposals.dismiss')}</Button>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Sentence({ proposal }: { proposal: RuleProposal }) {
  const { t } = useTranslation('rules')
  const format = useFormat()
  const words = useRuleWords()
  const zone = useZone()
  return (
    <details className="grow">
      <summary>
        <span className={css['line']}>
          <span className={css['conditions']}>
            {proposal.conditions.map((c, i) => <span key={i} className={css['condition']}><span className="muted">{words.field(c.field)} {words.op(c.op)}</span> {c.value}</span>)}
          </span>
          → {proposal.project ? <ProjectChip project={proposal.project} task={proposal.task} /> : <span>{proposal.category ? words.category(proposal.category) : words.kind(proposal.kind ?? '')}</span>}
        </span>
        <span className="muted small">
          {t('proposals.support', { count: proposal.support_blocks, days: format.number(proposal.support_days), precision: format.percent(proposal.precision), time: format.duration(proposal.ms) })}
        </span>
      </summary>
      <ul className="muted small">
        {proposal.examples.map((example) => (
          <li key={example.start}><span className="num">{format.date(example.date)} {format.time(example.start, zone)}</span> <span className="title-text">{example.title}</span></li>
        ))}
      </ul>
    </details>
  )
}
