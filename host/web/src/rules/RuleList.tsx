import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { FullRule } from '@/api/ruleTypes'
import type { Rule } from '@/api/types'
import { useSave } from '@/api/useSave'
import { useFormat } from '@/i18n/useFormat'
import { Button, IconButton } from '@/kit/basics/Button'
import { ProjectChip } from '@/kit/basics/Chips'
import { Badge } from '@/kit/basics/Marks'
import { Icon } from '@/kit/basics/Icon'
import { Switch } from '@/kit/form/Field'
import { Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { movedPriority } from '@/lib/order'
import { staleByRules } from './queries'
import { useRuleWords } from './useRuleWords'
import css from './rules.module.css'

function Effect({ then }: { then: Rule['then'] }) {
  const { t } = useTranslation('rules')
  const words = useRuleWords()
  return (
    <span className="row small">
      {then.ignore && <Badge tone="warn">{t('then.ignore')}</Badge>}
      {then.project && <ProjectChip project={then.project} task={then.task} />}
      {then.category && <Badge>{words.category(then.category)}</Badge>}
      {then.kind && !then.category && <Badge>{words.kind(then.kind)}</Badge>}
    </span>
  )
}

/** A rule that its person corrected again and again rests until they say otherwise. */
function Suspended({ rule, onResume }: { rule: FullRule; onResume: () => void }) {
  const { t } = useTranslation('rules')
  const format = useFormat()
  if (!rule.suspended) return null
  return (
    <p className={`${css['conflict']} small`}>
      <Icon name="warning" size={14} /> {t('suspended', { corrections: format.number(rule.suspended.corrections), hits: format.number(rule.suspended.hits) })}
      <Button small kind="quiet" onClick={onResume}>{t('resume')}</Button>
    </p>
  )
}

type Props = { rules: Rule[]; all: Rule[]; selected?: string; onOpen: (rule: Rule) => void }

/** Rules in the order they are asked, each with its switch and, for one's own, up and down. */
export function RuleList({ rules, all, selected, onOpen }: Props) {
  const { t } = useTranslation(['rules', 'common'])
  const format = useFormat()
  const words = useRuleWords()
  const problemText = useProblemText()
  const change = useSave(({ id, ...body }: { id: string; enabled?: boolean; priority?: number }) => api.patch(`rules/${id}`, body), staleByRules)
  const resume = useSave((id: string) => api.post(`rules/${id}/resume`), staleByRules)
  const move = (rule: Rule, step: -1 | 1) => {
    const peers = rules.filter((r) => r.scope === rule.scope)
    const priority = movedPriority(peers.map((r) => r.priority), peers.indexOf(rule), step)
    if (priority !== null) change.mutate({ id: rule.id, priority })
  }
  return (
    <>
      {change.error && <Notice tone="danger" live>{problemText(change.error)}</Notice>}
      <ol className={css['list']} data-shortcut-list>
        {rules.map((rule) => {
          const name = words.name(rule)
          const conflicts = rule.conflicts_with.map((id) => all.find((r) => r.id === id)).filter((r) => r !== undefined)
          return (
            <li key={rule.id} data-selected={rule.id === selected || undefined} data-off={!rule.enabled || undefined}>
              <Switch hideLabel label={t('enabledOf', { name })} checked={rule.enabled} onChange={(enabled) => change.mutate({ id: rule.id, enabled })} />
              <div className="grow">
                <button type="button" className={css['open']} aria-current={rule.id === selected || undefined} onClick={() => onOpen(rule)}
                  onKeyDown={(e) => e.altKey && (e.key === 'ArrowUp' || e.key === 'ArrowDown') && (e.preventDefault(), move(rule, e.key === 'ArrowUp' ? -1 : 1))}>
                  {name}
                </button>
                <div className={css['line']}>
                  <span className={css['conditions']}>
                    {rule.when.all.map((c, i) => <span key={i} className={css['condition']}><span className="muted">{words.field(c.field)} {words.op(c.op)}</span> {c.value}</span>)}
                    {(rule.when.not ?? []).map((c, i) => <span key={`n${i}`} className={css['condition']} data-not><span className="muted">{t('not')} {words.field(c.field)} {words.op(c.op)}</span> {c.value}</span>)}
                  </span>
                  <Icon name="chevronRight" size={14} />
                  <Effect then={rule.then} />
                </div>
                <Suspended rule={rule} onResume={() => resume.mutate(rule.id)} />
                {conflicts.length > 0 && <p className={`${css['conflict']} small`}><Icon name="warning" size={14} /> {t('conflict', { names: format.list(conflicts.map(words.name)) })}</p>}
              </div>
              <span className="muted small num nowrap">{t('hits', { count: rule.hits_30d, number: format.number(rule.hits_30d) })}</span>
              {rule.scope !== 'pack' && (
                <span className={css['move']}>
                  <IconButton small icon="up" label={t('moveUp', { name })} onClick={() => move(rule, -1)} />
                  <IconButton small icon="down" label={t('moveDown', { name })} onClick={() => move(rule, 1)} />
                </span>
              )}
            </li>
          )
        })}
      </ol>
    </>
  )
}
