import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Connector, Integration, Settings, TestResult } from '@/api/integrationTypes'
import { keys } from '@/api/keys'
import { fieldErrors } from '@/api/problem'
import { projectsQuery } from '@/api/queries'
import { Button } from '@/kit/basics/Button'
import { Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { TextField } from '@/kit/form/Field'
import { SchemaForm, type SchemaErrors } from '@/kit/form/SchemaForm'
import { checkSettings, initialSettings, settingsToSend } from '@/lib/schema'
import { Checks } from './Checks'
import { useLabels } from './useLabels'
import form from '@/kit/form/form.module.css'

type Props = { connector: Connector; integration?: Integration; onSaved: (integration: Integration) => void; saveLabel: string }

/** The server names a settings field "server_url" or "settings.server_url". */
const serverErrors = (error: unknown): SchemaErrors =>
  Object.fromEntries(Object.entries(fieldErrors(error)).map(([key, [first]]) => [key.replace(/^settings\./, ''), { key: first ?? 'invalid' }]))

/** Settings of an integration: test them before they are saved, then save. */
export function ConnectorForm({ connector, integration, onSaved, saveLabel }: Props) {
  const { t } = useTranslation(['connect', 'common'])
  const problemText = useProblemText()
  const queries = useQueryClient()
  const fields = useLabels()(connector).settings.fields
  const [name, setName] = useState(integration?.name ?? connector.name)
  const [settings, setSettings] = useState<Settings>(() => initialSettings(fields, integration?.settings))
  const [errors, setErrors] = useState<SchemaErrors>({})
  const [attempt, setAttempt] = useState(0)
  const projects = useQuery(projectsQuery())
  const fail = (found: SchemaErrors) => (setErrors(found), setAttempt((n) => n + 1))

  const test = useMutation({
    mutationFn: () =>
      api.post<TestResult>('integrations/test', { connector: connector.id, settings: settingsToSend(fields, settings), integration_id: integration?.id }),
    onError: (e) => fail(serverErrors(e)),
  })
  const save = useMutation({
    mutationFn: () => {
      const body = { name: name.trim(), settings: settingsToSend(fields, settings) }
      return integration
        ? api.patch<Integration>(`integrations/${integration.id}`, body)
        : api.post<Integration>('integrations', { connector: connector.id, ...body })
    },
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: keys.integrations })
      onSaved(saved)
    },
    onError: (e) => fail(serverErrors(e)),
  })
  const run = (what: { mutate: () => void; isPending: boolean }) => {
    if (what.isPending) return
    const found = checkSettings(fields, settings)
    if (name.trim() === '') fail({ ...found, name: { key: 'required' } })
    else if (Object.keys(found).length > 0) fail(found)
    else {
      setErrors({})
      what.mutate()
    }
  }
  const change = (next: Settings) => {
    setSettings(next)
    test.reset()
    setErrors((old) => Object.fromEntries(Object.entries(old).filter(([key]) => next[key] === settings[key])))
  }
  const failure = save.error ?? test.error
  return (
    <form className={form['form']} noValidate onSubmit={(e) => (e.preventDefault(), run(save))}>
      <TextField label={t('form.name')} help={t('form.nameHelp')} value={name} onChange={setName} error={errors['name']?.key ?? null} maxLength={120} />
      <SchemaForm fields={fields} value={settings} onChange={change} errors={errors} attempt={attempt} projects={projects.data?.items ?? []} />
      <div role="status">{test.data && <Checks result={test.data} />}</div>
      {failure && <Notice tone="danger" live>{problemText(failure)}</Notice>}
      <div className={form['buttons']}>
        <Button kind="primary" type="submit" busy={save.isPending}>{saveLabel}</Button>
        <Button busy={test.isPending} onClick={() => run(test)}>{test.isPending ? t('form.testing') : t('form.test')}</Button>
      </div>
    </form>
  )
}
