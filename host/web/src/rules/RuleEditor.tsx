import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { FullDraft } from '@/api/ruleTypes'
import type { Rule } from '@/api/types'
import { useIsAdmin } from '@/api/useMe'
import { useSave } from '@/api/useSave'
import { Button, IconButton } from '@/kit/basics/Button'
import { Card } from '@/kit/basics/Page'
import { Await, Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { TextField } from '@/kit/form/Field'
import { Segments } from '@/kit/form/Segments'
import { ConfirmDialog } from '@/kit/overlay/ConfirmDialog'
import { notify } from '@/shell/toasts'
import { useShortcuts } from '@/shell/keyboard'
import { ApplyTo, type Reach } from './ApplyTo'
import { Conditions } from './Conditions'
import { bodyOf, draftOf, faultsOf, type Draft, type RuleStart } from './draft'
import { RulePreview } from './preview/RulePreview'
import { fieldsQuery, staleByRules } from './queries'
import { Versions } from './runs/Versions'
import { ThenFields } from './ThenFields'
import { useRuleWords } from './useRuleWords'
import form from '@/kit/form/form.module.css'
import css from './rules.module.css'

type Props = { rule?: Rule; start?: RuleStart; rules: Rule[]; onClose: () => void }

/** Makes a rule or writes its next version. Built-in rules can be read and switched off, not changed. */
export function RuleEditor({ rule, start, rules, onClose }: Props) {
  const { t } = useTranslation(['rules', 'common'])
  const problemText = useProblemText()
  const words = useRuleWords()
  const admin = useIsAdmin()
  const fields = useQuery(fieldsQuery)
  const [draft, setDraft] = useState<Draft>(() => draftOf(rule, start))
  const [reach, setReach] = useState<Reach>({ apply: 'past', days: 30 })
  const [found, setFound] = useState<Record<string, string[] | undefined>>({})
  const [tried, setTried] = useState(false)
  const [removing, setRemoving] = useState(false)
  const box = useRef<HTMLFormElement>(null)
  const saved = () => {
    notify(t('common:actions.saved'))
    onClose()
  }
  const save = useSave((body: FullDraft) => (rule ? api.put<Rule>(`rules/${rule.id}`, body) : api.post<Rule>('rules', body)), staleByRules, saved)
  const remove = useSave((id: string) => api.delete(`rules/${id}`), staleByRules, onClose)
  const change = (next: Draft) => {
    setDraft(next)
    if (save.error) save.reset()
  }
  const faults = faultsOf(draft)
  const readOnly = rule?.scope === 'pack'
  const submit = () => {
    setTried(true)
    if (Object.keys(faults).length === 0 && !save.isPending && !readOnly) save.mutate({ ...bodyOf(draft, rule), apply: reach.apply, apply_days: reach.apply === 'past' ? reach.days : undefined })
    else requestAnimationFrame(() => box.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
  }
  useShortcuts([{ keys: 'mod+s', label: t('save'), run: submit }])
  const errorAt = (key: string) => (tried ? (faults[key] ?? null) : null) ?? found[key]?.[0] ?? save.fieldError(key)
  return (
    <Card title={rule ? words.name(rule) : t('new')} aside={<IconButton small icon="x" label={t('common:actions.close')} onClick={onClose} />}>
      <form ref={box} className={form['form']} noValidate onSubmit={(e) => (e.preventDefault(), submit())}>
        {readOnly && <Notice>{t('packReadOnly')}</Notice>}
        {save.error && <Notice tone="danger" live>{problemText(save.error)}</Notice>}
        <fieldset disabled={readOnly} className={form['form']}>
          <TextField label={t('name')} optional value={draft.name} onChange={(name) => change({ ...draft, name })} maxLength={120} error={errorAt('name')} />
          <Await query={fields}>
            {(known) => (
              <>
                <Conditions title={t('when')} value={draft.all} known={known} onChange={(all) => change({ ...draft, all })} errorAt={(i, part) => errorAt(`when.all[${i}].${part}`) ?? errorAt(`when.all.${i}.${part}`)} error={errorAt('when.all') ?? errorAt('when')} />
                <Conditions title={t('unless')} optional value={draft.not} known={known} onChange={(not) => change({ ...draft, not })} errorAt={(i, part) => errorAt(`when.not[${i}].${part}`) ?? errorAt(`when.not.${i}.${part}`)} error={errorAt('when.not')} />
              </>
            )}
          </Await>
          <ThenFields draft={draft} onChange={change} error={errorAt('then')} categories={[...new Set(rules.flatMap((r) => r.then.category ?? []))].sort()} />
          {admin && !readOnly && (
            <Segments showLabel label={t('scope')} value={draft.scope} onChange={(scope) => change({ ...draft, scope })}
              options={[{ value: 'user', label: t('scopeUser') }, { value: 'workspace', label: t('scopeWorkspace') }]} />
          )}
        </fieldset>
        {!readOnly && (
          <>
            <RulePreview body={Object.keys(faults).length === 0 ? bodyOf(draft, rule) : null} ruleId={rule?.id} onFaults={setFound} />
            <ApplyTo value={reach} onChange={setReach} />
            <div className={css['foot']}>
              <Button kind="primary" type="submit" busy={save.isPending}>{t('save')}</Button>
              <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
              <span className="grow" />
              {rule && <Button kind="danger" icon="trash" onClick={() => setRemoving(true)}>{t('common:actions.delete')}</Button>}
            </div>
          </>
        )}
      </form>
      {rule && <Versions rule={rule} />}
      {rule && <ConfirmDialog open={removing} onClose={() => setRemoving(false)} title={t('removeTitle', { name: words.name(rule) })} confirm={t('common:actions.delete')} run={() => remove.mutateAsync(rule.id)}>{t('removeText')}</ConfirmDialog>}
    </Card>
  )
}
