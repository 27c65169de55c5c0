import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, urlOf } from '@/api/client'
import type { LeaveDay } from '@/api/sheetTypes'
import { useMayManage, useToday } from '@/api/useMe'
import { useSave } from '@/api/useSave'
import { useFormat } from '@/i18n/useFormat'
import { Button, IconButton } from '@/kit/basics/Button'
import { Card } from '@/kit/basics/Page'
import { Await, Empty, Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { InlineSelect } from '@/kit/form/Field'
import { DataTable } from '@/kit/table/DataTable'
import { LeaveDialog } from './LeaveDialog'
import { leaveQuery, sheetKey } from './queries'

const pathOf = (day: LeaveDay) =>
  day.kind === 'holiday' ? `holidays/${day.date}` : urlOf('leave', { start: day.date, end: day.date }).slice('/api/v1/'.length)

/** A year's days off: one's own, and the workspace's holidays. */
export function LeaveView() {
  const { t } = useTranslation('timesheet')
  const format = useFormat()
  const problemText = useProblemText()
  const manages = useMayManage()
  const thisYear = Number(useToday().slice(0, 4))
  const [year, setYear] = useState(thisYear)
  const [adding, setAdding] = useState<'leave' | 'holiday' | null>(null)
  const leave = useQuery(leaveQuery(year))
  const remove = useSave((day: LeaveDay) => api.delete(pathOf(day)), [sheetKey])
  return (
    <Card title={t('leave.title')}
      aside={
        <div className="row">
          <InlineSelect label={t('leave.year')} value={String(year)} onChange={(value) => setYear(Number(value))}
            choices={[thisYear - 1, thisYear, thisYear + 1].map((one) => ({ value: String(one), label: String(one) }))} />
          {manages && <Button icon="plus" onClick={() => setAdding('holiday')}>{t('leave.addHoliday')}</Button>}
          <Button kind="primary" icon="plus" onClick={() => setAdding('leave')}>{t('leave.add')}</Button>
        </div>
      }>
      <p className="muted">{t('leave.lead')}</p>
      {remove.error && <Notice tone="danger" live>{problemText(remove.error)}</Notice>}
      <Await query={leave}>
        {({ items }) => items.length === 0 ? <Empty icon="clock" title={t('leave.empty')}>{t('leave.emptyText')}</Empty> : (
          <DataTable caption={t('leave.caption')} rows={items} keyOf={(day) => `${day.date}-${day.kind}`}
            columns={[
              { key: 'day', title: t('leave.day'), phone: 'title', cell: (day) => format.date(day.date, 'long') },
              { key: 'kind', title: t('leave.kind'), phone: 'line', cell: (day) => <>{t(`leave.kinds.${day.kind}`)}{day.half && <span className="muted"> · {t('leave.halfMark')}</span>}</> },
              { key: 'note', title: t('leave.note'), phone: 'line', cell: (day) => day.name },
              { key: 'remove', title: t('period.actions'), hideTitle: true, end: true, cell: (day) => (day.kind !== 'holiday' || manages) && (
                <IconButton small icon="trash" label={t('leave.remove', { kind: t(`leave.kinds.${day.kind}`), day: format.date(day.date) })} onClick={() => remove.mutate(day)} />
              ) },
            ]} />
        )}
      </Await>
      {adding && <LeaveDialog holiday={adding === 'holiday'} onClose={() => setAdding(null)} />}
    </Card>
  )
}
