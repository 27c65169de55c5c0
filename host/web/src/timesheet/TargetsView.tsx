import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Target } from '@/api/sheetTypes'
import { useSave } from '@/api/useSave'
import { useFormat } from '@/i18n/useFormat'
import { Button, IconButton } from '@/kit/basics/Button'
import { ProjectChip } from '@/kit/basics/Chips'
import { Card } from '@/kit/basics/Page'
import { Await, Empty, Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { DataTable } from '@/kit/table/DataTable'
import { sheetKey, targetsQuery } from './queries'
import { TargetDialog } from './TargetDialog'

const HOUR = 3_600_000

/** What is set for oneself, for projects and for the workspace, and from which day on. */
export function TargetsView() {
  const { t } = useTranslation('timesheet')
  const format = useFormat()
  const problemText = useProblemText()
  const targets = useQuery(targetsQuery)
  const [adding, setAdding] = useState(false)
  const remove = useSave((id: string) => api.delete(`targets/${id}`), [sheetKey])
  const add = <Button kind="primary" icon="plus" onClick={() => setAdding(true)}>{t('targets.add')}</Button>
  const hours = (ms: number) => format.number(Math.round((ms / HOUR) * 100) / 100)
  const who = (target: Target) => target.user?.name ?? target.project?.name ?? t(`targets.level.${target.level}`)
  return (
    <Card title={t('targets.title')} aside={add}>
      <p className="muted">{t('targets.lead')}</p>
      {remove.error && <Notice tone="danger" live>{problemText(remove.error)}</Notice>}
      <Await query={targets}>
        {({ items }) => items.length === 0 ? <Empty icon="clock" title={t('targets.empty')}>{t('targets.emptyText')}</Empty> : (
          <DataTable caption={t('targets.caption')} rows={items} keyOf={(target) => target.id}
            columns={[
              { key: 'who', title: t('targets.who'), phone: 'title', cell: (target) => (
                <>{target.user ? target.user.name : target.project ? null : t('targets.level.workspace')} {target.project && <ProjectChip project={target.project} />}</>
              ) },
              { key: 'from', title: t('targets.from'), phone: 'line', cell: (target) => format.date(target.valid_from, 'year') },
              { key: 'week', title: t('targets.week'), phone: 'line', cell: (target) => <span className="small num">{target.week_ms.map((ms, i) => ms > 0 ? `${format.weekday(i + 1)} ${hours(ms)}` : null).filter(Boolean).join(' · ')}</span> },
              { key: 'hours', title: t('targets.hours'), number: true, phone: 'line', cell: (target) => t('targets.hoursValue', { hours: hours(target.week_ms.reduce((a, b) => a + b, 0)) }) },
              { key: 'remove', title: t('period.actions'), hideTitle: true, end: true, cell: (target) => target.may_change && (
                <IconButton small icon="trash" label={t('targets.remove', { name: who(target), day: format.date(target.valid_from, 'year') })} onClick={() => remove.mutate(target.id)} />
              ) },
            ]} />
        )}
      </Await>
      {adding && <TargetDialog onClose={() => setAdding(false)} />}
    </Card>
  )
}
