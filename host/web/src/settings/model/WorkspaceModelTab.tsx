import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { ModelSettings, ModelTest } from '@/api/modelTypes'
import { useSave } from '@/api/useSave'
import { useFormat } from '@/i18n/useFormat'
import { Button } from '@/kit/basics/Button'
import { Card } from '@/kit/basics/Page'
import { Await, Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { Segments } from '@/kit/form/Segments'
import { notify } from '@/shell/toasts'
import form from '@/kit/form/form.module.css'
import { BudgetFields } from './BudgetFields'
import { draftOf, requestOf, faultsOf, type ModelDraft } from './modelDraft'
import { modelQuery, modelsKey } from './queries'
import { ServerFields } from './ServerFields'
import { useModelWords } from './useModelWords'

/** The workspace's model, for administrators. None is a normal state: everything else works without. */
export default function WorkspaceModelTab() {
  const { t } = useTranslation('models')
  const query = useQuery(modelQuery)
  return <Card title={t('workspace.title')}><Await query={query}>{(model) => <ModelForm key={model.updated_at} model={model} />}</Await></Card>
}

function ModelForm({ model }: { model: ModelSettings }) {
  const { t } = useTranslation(['models', 'common'])
  const problemText = useProblemText()
  const [draft, setDraft] = useState(() => draftOf(model))
  const [tried, setTried] = useState(false)
  const save = useSave((body: object) => api.put<ModelSettings>('admin/ai', body), [modelsKey], () => notify(t('common:actions.saved')))
  const test = useSave((body: object) => api.post<ModelTest>('admin/ai/test', body), [])
  const wrong = faultsOf(draft)
  const change = (part: Partial<ModelDraft>) => setDraft({ ...draft, ...part })
  const send = (to: typeof save | typeof test) => {
    setTried(true)
    if (Object.keys(wrong).length > 0 || save.isPending || test.isPending) return
    save.reset()
    test.reset()
    to.mutate(requestOf(draft))
  }
  const errorOf = (field: string) => (tried ? (wrong[field] ?? null) : null) ?? save.fieldError(field) ?? test.fieldError(field)
  const failure = save.error ?? test.error
  return (
    <form className={form['form']} noValidate onSubmit={(e) => (e.preventDefault(), send(save))}>
      {failure && <Notice tone="danger" live>{problemText(failure)}</Notice>}
      <div>
        <Segments showLabel label={t('workspace.mode')} value={draft.mode} onChange={(mode) => change({ mode })}
          options={[{ value: 'off', label: t('workspace.off') }, { value: 'local', label: t('workspace.local') }, { value: 'cloud', label: t('workspace.cloud') }]} />
        <p className={form['help']}>{t(`workspace.${draft.mode}Help`)}</p>
      </div>
      {draft.mode === 'cloud' && <Notice tone="warn">{t('workspace.cloudWarning')}</Notice>}
      {draft.mode !== 'off' && (
        <>
          <ServerFields draft={draft} keySet={model.key_set} change={change} errorOf={errorOf} />
          <BudgetFields title={t('budget.workspace')} field="budget" budget={model.budget} draft={draft.budget} onChange={(budget) => change({ budget })} errorOf={errorOf} />
          <BudgetFields title={t('budget.person')} field="user_budget" budget={model.user_budget} draft={draft.userBudget} onChange={(userBudget) => change({ userBudget })} errorOf={errorOf} />
        </>
      )}
      {test.data && <TestResult result={test.data} />}
      <div className={form['buttons']}>
        <Button kind="primary" type="submit" busy={save.isPending}>{t('common:actions.save')}</Button>
        {draft.mode !== 'off' && <Button icon="play" busy={test.isPending} onClick={() => send(test)}>{t('test.run')}</Button>}
        {draft.mode !== 'off' && <span className="muted small">{t('test.help')}</span>}
      </div>
    </form>
  )
}

function TestResult({ result }: { result: ModelTest }) {
  const { t } = useTranslation('models')
  const format = useFormat()
  const words = useModelWords()
  return result.ok
    ? <Notice tone="ok" live>{t('test.ok', { model: result.model, ms: format.number(result.ms) })}</Notice>
    : <Notice tone="danger" live>{t('test.failed', { reason: words.reason(result.error ?? 'bad-answer') })}</Notice>
}
