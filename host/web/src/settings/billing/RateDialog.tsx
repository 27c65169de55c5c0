import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Billing, Client } from '@/api/billingTypes'
import { api } from '@/api/client'
import { keys } from '@/api/keys'
import type { Member, Page, Task } from '@/api/types'
import { useToday } from '@/api/useMe'
import { useSave } from '@/api/useSave'
import { billingStale, choicesOf } from '@/billing/queries'
import { Button } from '@/kit/basics/Button'
import { Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { SelectField, TextField } from '@/kit/form/Field'
import form from '@/kit/form/form.module.css'
import { Segments } from '@/kit/form/Segments'
import { Dialog } from '@/kit/overlay/Dialog'
import { minorOf } from '@/lib/money'
import { notify } from '@/shell/toasts'

type Props = { billing: Billing; clients: readonly Client[]; members: readonly Member[]; onClose: () => void }

/** A rate: where it counts, for whom, from when, how much. The first one reaches back to the year's beginning, so that reports have amounts at once. */
export function RateDialog({ billing, clients, members, onClose }: Props) {
  const { t } = useTranslation(['billing', 'common'])
  const problemText = useProblemText()
  const today = useToday()
  const [place, setPlace] = useState<'all' | 'client' | 'project'>('all')
  const [values, setValues] = useState({ client: '', project: '', task: '', person: '', amount: '', from: billing.rates.length === 0 ? `${today.slice(0, 4)}-01-01` : today })
  const [tried, setTried] = useState(false)
  const set = (key: keyof typeof values) => (value: string) => setValues({ ...values, [key]: value })
  const tasks = useQuery({
    queryKey: keys.tasks(values.project), enabled: values.project !== '',
    queryFn: ({ signal }) => api.get<Page<Task>>(`projects/${values.project}/tasks`, {}, signal),
  })
  const save = useSave((body: object) => api.post('billing/rates', body), billingStale, () => {
    notify(t('common:actions.saved'))
    onClose()
  })
  const minor = minorOf(values.amount, billing.currency)
  const wrong = {
    client_id: place === 'client' && values.client === '' ? 'required' : null,
    project_id: place === 'project' && values.project === '' ? 'required' : null,
    minor_per_hour: values.amount.trim() === '' ? 'required' : minor === null ? 'invalid-number' : null,
    effective_from: values.from === '' ? 'required' : null,
  }
  const errorOf = (field: keyof typeof wrong) => (tried ? wrong[field] : null) ?? save.fieldError(field)
  const submit = () => {
    setTried(true)
    if (Object.values(wrong).some(Boolean) || save.isPending) return
    const ofTask = place === 'project' && values.task !== ''
    save.mutate({
      client_id: place === 'client' ? values.client : null,
      project_id: place === 'project' && !ofTask ? values.project : null,
      task_id: ofTask ? values.task : null,
      person_id: values.person || null,
      effective_from: values.from,
      minor_per_hour: minor,
    })
  }
  return (
    <Dialog open onClose={onClose} title={t('rates.new')}>
      <form className={form['form']} noValidate onSubmit={(e) => (e.preventDefault(), submit())}>
        {save.error && <Notice tone="danger" live>{problemText(save.error)}</Notice>}
        <Segments showLabel label={t('rates.place')} value={place} onChange={setPlace}
          options={[{ value: 'all', label: t('rates.all') }, { value: 'client', label: t('rates.is.client') }, { value: 'project', label: t('rates.is.project') }]} />
        {place === 'client' && (
          <SelectField label={t('rates.is.client')} value={values.client} onChange={set('client')} error={errorOf('client_id')} empty={t('common:form.choose')}
            choices={choicesOf(clients, null)} help={choicesOf(clients, null).length === 0 ? t('rates.noClients') : undefined} />
        )}
        {place === 'project' && (
          <>
            <SelectField label={t('rates.is.project')} value={values.project} onChange={(project) => setValues({ ...values, project, task: '' })} error={errorOf('project_id')}
              empty={t('common:form.choose')} choices={billing.projects.map((project) => ({ value: project.id, label: project.name }))} />
            {values.project !== '' && (
              <SelectField label={t('rates.is.task')} value={values.task} onChange={set('task')} error={save.fieldError('task_id')} empty={t('rates.wholeProject')} disabled={tasks.isPending}
                choices={(tasks.data?.items ?? []).map((task) => ({ value: task.id, label: `${task.key} ${task.title}`.trim() }))} />
            )}
          </>
        )}
        <SelectField label={t('rates.person')} value={values.person} onChange={set('person')} error={save.fieldError('person_id')} empty={t('rates.everybody')}
          choices={members.map((member) => ({ value: member.user_id, label: member.name }))} />
        <div className={form['columns']}>
          <TextField inputMode="decimal" autoComplete="off" label={t('rates.perHourIn', { currency: billing.currency })} value={values.amount} onChange={set('amount')} error={errorOf('minor_per_hour')} />
          <TextField type="date" label={t('rates.from')} value={values.from} onChange={set('from')} error={errorOf('effective_from')} />
        </div>
        <p className={form['help']}>{t('rates.replaces')}</p>
        <div className={form['buttons']}>
          <Button kind="primary" type="submit" busy={save.isPending}>{t('common:actions.save')}</Button>
          <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
