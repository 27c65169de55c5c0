import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, urlOf } from '@/api/client'
import { projectsQuery } from '@/api/queries'
import type { Report } from '@/api/reportTypes'
import { useMayManage, useToday } from '@/api/useMe'
import { useFormat } from '@/i18n/useFormat'
import { Button, ButtonLink } from '@/kit/basics/Button'
import button from '@/kit/basics/Button.module.css'
import { Icon } from '@/kit/basics/Icon'
import { Card, Page } from '@/kit/basics/Page'
import { Empty, ErrorState, Notice, Skeleton } from '@/kit/feedback/States'
import { InlineSelect } from '@/kit/form/Field'
import { RangePicker } from '@/kit/range/RangePicker'
import { rangeOf } from '@/lib/range'
import { ImportDialog } from './ImportDialog'
import { ReportTable } from './ReportTable'
import { reportKeys, type ReportsSearch } from './search'
import css from './reports.module.css'

const route = getRouteApi('/app/reports')
const formats = ['csv', 'xlsx', 'json'] as const

/** Where time went, by one or two things; what is shown can be taken along as a file or on paper. */
export function ReportsPage() {
  const { t } = useTranslation(['reports', 'common'])
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/reports' })
  const today = useToday()
  const format = useFormat()
  const manages = useMayManage()
  const [importing, setImporting] = useState(false)
  const range = rangeOf(search, today)
  const question = {
    start: range.from, end: range.to, group_by: [search.by ?? 'project', search.then].filter(Boolean).join(','), scope: manages ? search.scope : undefined,
    status: search.status, billable: search.billable, project_id: search.project,
  }
  const report = useQuery({ queryKey: ['reports', question], queryFn: ({ signal }) => api.get<Report>('reports', question, signal), placeholderData: keepPreviousData })
  const change = (part: Partial<ReportsSearch>) => void navigate({ search: (old) => ({ ...old, ...part }), resetScroll: false })
  const filtered = Boolean(search.status ?? search.billable ?? search.project)
  const data = report.data
  return (
    <Page title={t('title')} wide
      actions={
        <div className="row" data-noprint>
          <RangePicker range={range} preset={search.range ?? (search.from ? undefined : 'week')} today={today} onChange={(next) => change({ range: undefined, from: undefined, to: undefined, ...next })} />
          {formats.map((file) => (
            <a key={file} className={`${button['button']} ${button['plain']}`} href={urlOf('exports/report', { ...question, format: file })} download={`report-${range.from}-${range.to}.${file}`}>
              <Icon name="download" size={18} />{t(`export.${file}`)}
            </a>
          ))}
          <Button onClick={() => window.print()}>{t('print')}</Button>
          <Button onClick={() => setImporting(true)}>{t('import.open')}</Button>
          {manages && <ButtonLink icon="person" to="/team" search={{}}>{t('team')}</ButtonLink>}
        </div>
      }>
      <Filters search={search} manages={manages} change={change} />
      <p className={`${css['period']} muted`}>{format.range(range.from, range.to)}</p>
      {question.scope === 'workspace' && <div data-noprint><Notice>{t('workspaceNote')}</Notice></div>}
      {report.error ? <ErrorState error={report.error} retry={() => void report.refetch()} />
        : !data ? <Card><Skeleton rows={8} height={30} /></Card>
        : data.groups.length === 0 ? (
          <Card><Empty icon="clock" title={t(filtered ? 'noMatch' : 'emptyTitle')} action={filtered ? <Button onClick={() => change({ status: undefined, billable: undefined, project: undefined })}>{t('common:actions.clearFilters')}</Button> : undefined}>{t('emptyText')}</Empty></Card>
        ) : <Card flush><ReportTable report={data} /></Card>}
      {importing && <ImportDialog onClose={() => setImporting(false)} />}
    </Page>
  )
}

function Filters({ search, manages, change }: { search: ReportsSearch; manages: boolean; change: (part: Partial<ReportsSearch>) => void }) {
  const { t } = useTranslation('reports')
  const projects = useQuery(projectsQuery()).data?.items ?? []
  const by = search.by ?? 'project'
  const word = <K extends keyof ReportsSearch>(key: K, value: string) => change({ [key]: value === '' ? undefined : value })
  return (
    <div className="row" data-noprint>
      {manages && (
        <InlineSelect label={t('scope.label')} value={search.scope ?? 'mine'} onChange={(scope) => word('scope', scope === 'mine' ? '' : scope)}
          choices={[{ value: 'mine', label: t('scope.mine') }, { value: 'workspace', label: t('scope.workspace') }]} />
      )}
      <InlineSelect label={t('by')} value={by} onChange={(next) => change({ by: next === 'project' ? undefined : reportKeys.find((key) => key === next), then: search.then === next ? undefined : search.then })}
        choices={reportKeys.map((key) => ({ value: key, label: t(`key.${key}`) }))} />
      <InlineSelect label={t('then')} value={search.then ?? ''} onChange={(next) => word('then', next)}
        choices={[{ value: '', label: t('thenNone') }, ...reportKeys.filter((key) => key !== by).map((key) => ({ value: key, label: t('thenBy', { key: t(`key.${key}`) }) }))]} />
      <InlineSelect label={t('project')} value={search.project ?? ''} onChange={(next) => word('project', next)}
        choices={[{ value: '', label: t('allProjects') }, ...projects.map((project) => ({ value: project.id, label: project.name }))]} />
      <InlineSelect label={t('billable.label')} value={search.billable ?? ''} onChange={(next) => word('billable', next)}
        choices={[{ value: '', label: t('billable.all') }, { value: 'true', label: t('billable.true') }, { value: 'false', label: t('billable.false') }]} />
      <InlineSelect label={t('status.label')} value={search.status ?? ''} onChange={(next) => word('status', next)}
        choices={[{ value: '', label: t('status.all') }, { value: 'reviewed', label: t('status.reviewed') }, { value: 'inferred', label: t('status.inferred') }]} />
    </div>
  )
}
