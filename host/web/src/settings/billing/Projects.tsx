import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { BilledProject, Billing, Client } from '@/api/billingTypes'
import { api } from '@/api/client'
import { useSave } from '@/api/useSave'
import { billingStale, choicesOf } from '@/billing/queries'
import { Card } from '@/kit/basics/Page'
import { Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { InlineSelect, Switch } from '@/kit/form/Field'
import { DataTable, type Column } from '@/kit/table/DataTable'

/** Which projects are billed, and to whom. */
export function Projects({ billing, clients }: { billing: Billing; clients: readonly Client[] }) {
  const { t } = useTranslation('billing')
  const problemText = useProblemText()
  const setBillable = useSave(({ id, billable, rounding }: BilledProject) => api.put(`billing/projects/${id}`, { billable, rounding }), billingStale)
  const setClient = useSave(({ id, client_id }: Pick<BilledProject, 'id' | 'client_id'>) => api.put(`projects/${id}/client`, { client_id }), billingStale)
  const failed = setBillable.error ?? setClient.error
  const ruleOf = ({ rounding }: BilledProject) => {
    if (!rounding) return t('rounding.workspace')
    return rounding.mode === 'none' ? t('rounding.mode.none') : t('rounding.as', { mode: t(`rounding.mode.${rounding.mode}`), minutes: rounding.minutes, per: t(`rounding.pers.${rounding.per}`) })
  }
  const columns: Column<BilledProject>[] = [
    { key: 'name', title: t('projects.name'), phone: 'title', cell: (project) => <Link to="/projects/$projectId" params={{ projectId: project.id }}>{project.name}</Link> },
    {
      key: 'client', title: t('projects.client'),
      cell: (project) => (
        <InlineSelect label={t('projects.clientOf', { name: project.name })} value={project.client_id ?? ''} onChange={(id) => setClient.mutate({ id: project.id, client_id: id || null })}
          choices={[{ value: '', label: t('projects.noClient') }, ...choicesOf(clients, project.client_id)]} />
      ),
    },
    { key: 'rounding', title: t('projects.rounding'), phone: 'hide', cell: (project) => <span className="muted small">{ruleOf(project)}</span> },
    {
      key: 'billable', title: t('projects.billable'),
      cell: (project) => <Switch hideLabel label={t('projects.billableOf', { name: project.name })} checked={project.billable} onChange={(billable) => setBillable.mutate({ ...project, billable })} />,
    },
  ]
  return (
    <Card title={t('projects.title')} flush={billing.projects.length > 0}>
      {failed && <Notice tone="danger" live>{problemText(failed)}</Notice>}
      {billing.projects.length === 0
        ? <p className="muted">{t('projects.none')}</p>
        : <DataTable caption={t('projects.title')} columns={columns} rows={billing.projects} keyOf={(project) => project.id} />}
    </Card>
  )
}
