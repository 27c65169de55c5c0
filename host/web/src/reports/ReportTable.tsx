import { useTranslation } from 'react-i18next'
import type { Report } from '@/api/reportTypes'
import { useFormat } from '@/i18n/useFormat'
import { Swatch } from '@/kit/basics/Chips'
import { DataTable, type Column } from '@/kit/table/DataTable'
import { money } from '@/lib/money'
import { linesOf, type Shown } from './model'
import css from './reports.module.css'

const MINUTE = 60_000

/** The lines of a report: raw time, and beside it what the rules of the workspace make of it. */
export function ReportTable({ report }: { report: Report }) {
  const { t } = useTranslation('reports')
  const format = useFormat()
  const { currency } = report
  const name = ({ line }: Shown) => {
    if (!line) return t('total')
    if (line.key === 'day' && line.id) return format.date(line.id)
    if (line.key === 'week' && line.id) return t('weekOf', { date: format.date(line.id, 'year') })
    return line.name || t(`none.${line.key as 'project'}`)
  }
  const columns: Column<Shown>[] = [
    {
      key: 'name', title: report.group_by.map((key) => t(`key.${key as 'project'}`)).join(' · '), phone: 'title',
      cell: (row) => (
        <span className={css['name']} data-level={row.level}>
          {row.line?.color && <Swatch color={row.line.color} />}
          {row.line?.detail && <span className="muted">{row.line.detail}</span>}
          <span>{name(row)}</span>
        </span>
      ),
    },
    { key: 'raw', title: t('raw'), number: true, cell: (row) => format.duration(row.rawMin * MINUTE) },
  ]
  if (report.rounded) columns.push({ key: 'rounded', title: t('rounded'), number: true, cell: (row) => format.duration(row.roundedMin * MINUTE) })
  columns.push(
    { key: 'billable', title: t('billable.true'), number: true, phone: 'hide', cell: (row) => format.duration(row.billableMin * MINUTE) },
    { key: 'reviewed', title: t('status.reviewed'), number: true, phone: 'hide', cell: ({ figures }) => format.percent(figures.raw_ms > 0 ? figures.reviewed_ms / figures.raw_ms : 0) },
  )
  if (currency) columns.push({ key: 'amount', title: t('amount'), number: true, cell: ({ figures }) => money(figures.amount_minor ?? 0, currency, format.locale) })
  return <DataTable caption={t('title')} columns={columns} rows={linesOf(report)} keyOf={(row) => row.id} />
}
