import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BilledProject, Client } from '@/api/billingTypes'
import { api } from '@/api/client'
import type { Project } from '@/api/types'
import { useSave } from '@/api/useSave'
import { billingQuery, billingStale, choicesOf, clientsQuery } from '@/billing/queries'
import { draftOf, minutesFault, ruleOf } from '@/billing/rounding'
import { RoundingFields } from '@/billing/RoundingFields'
import { Button, ButtonLink } from '@/kit/basics/Button'
import { Card } from '@/kit/basics/Page'
import { Await, Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { SelectField, Switch, TextField } from '@/kit/form/Field'
import form from '@/kit/form/form.module.css'
import { notify } from '@/shell/toasts'

const another = 'new'

/** Who the project is for, whether its time is billed, and how it is rounded; for owners, administrators and managers. */
export function ProjectBilling({ project }: { project: Project }) {
  const { t } = useTranslation('billing')
  const billing = useQuery(billingQuery)
  const clients = useQuery(clientsQuery)
  return (
    <Card title={t('title')} aside={<ButtonLink small kind="quiet" to="/settings" search={{ tab: 'billing' }}>{t('project.rates')}</ButtonLink>}>
      <Await query={billing}>
        {({ projects }) => {
          const billed = projects.find((one) => one.id === project.id)
          return billed && <Await query={clients}>{({ items }) => <BillingForm key={billed.id} project={billed} clients={items} />}</Await>
        }}
      </Await>
    </Card>
  )
}

function BillingForm({ project, clients }: { project: BilledProject; clients: readonly Client[] }) {
  const { t } = useTranslation(['billing', 'common'])
  const problemText = useProblemText()
  const queries = useQueryClient()
  const [client, setClient] = useState(project.client_id ?? '')
  const [name, setName] = useState('')
  const [billable, setBillable] = useState(project.billable)
  const [rounding, setRounding] = useState(() => draftOf(project.rounding))
  const [tried, setTried] = useState(false)
  const saved = JSON.stringify(project)
  const [seen, setSeen] = useState(saved)
  if (seen !== saved) {
    // Somebody saved, here or elsewhere: the fields follow and keep the focus.
    setSeen(saved)
    setClient(project.client_id ?? '')
    setBillable(project.billable)
    setRounding(draftOf(project.rounding))
  }
  const nameFault = client === another && name.trim() === '' ? 'required' : null
  const minutes = minutesFault(rounding)

  // What was made stays made: should the rest fail, trying again takes the new client and makes no second one.
  const chosen = async () => {
    if (client !== another) return client || null
    const made = await api.post<Client>('clients', { name: name.trim() })
    await queries.invalidateQueries({ queryKey: clientsQuery.queryKey })
    setClient(made.id)
    return made.id
  }
  const save = useSave(async () => {
    const client_id = await chosen()
    if (client_id !== project.client_id) await api.put(`projects/${project.id}/client`, { client_id })
    await api.put(`billing/projects/${project.id}`, { billable, rounding: ruleOf(rounding) })
  }, billingStale, () => notify(t('common:actions.saved')))
  const submit = () => {
    setTried(true)
    if (!nameFault && !minutes && !save.isPending) save.mutate(undefined)
  }
  return (
    <form className={form['form']} noValidate onSubmit={(e) => (e.preventDefault(), submit())}>
      {save.error && <Notice tone="danger" live>{problemText(save.error)}</Notice>}
      <div className={form['columns']}>
        <SelectField label={t('projects.client')} value={client} onChange={setClient} error={save.fieldError('client_id')} empty={t('projects.noClient')}
          choices={[...choicesOf(clients, client), { value: another, label: t('project.newClient') }]} />
        {client === another && (
          <TextField label={t('clients.name')} value={name} onChange={setName} maxLength={100} autoComplete="off" error={(tried ? nameFault : null) ?? save.fieldError('name')} />
        )}
      </div>
      <Switch label={t('project.billable')} help={t('project.billableHelp')} checked={billable} onChange={setBillable} />
      <RoundingFields ofProject value={rounding} onChange={setRounding} errorOf={(field) => (tried && field === 'rounding.minutes' ? minutes : null) ?? save.fieldError(field)} />
      <div className={form['buttons']}>
        <Button kind="primary" type="submit" busy={save.isPending}>{t('common:actions.save')}</Button>
      </div>
    </form>
  )
}
