import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { PeriodSetting } from '@/api/sheetTypes'
import { useMayManage } from '@/api/useMe'
import { useSave } from '@/api/useSave'
import { Card } from '@/kit/basics/Page'
import { Await, Empty, Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { Switch } from '@/kit/form/Field'
import { Segments } from '@/kit/form/Segments'
import { PeriodList } from './PeriodList'
import { periodSettingQuery, periodsQuery, sheetKey } from './queries'

/** One's own periods of the last weeks, and for who manages the workspace how it wants them. */
export function PeriodsView() {
  const { t } = useTranslation('timesheet')
  const periods = useQuery(periodsQuery())
  const manages = useMayManage()
  return (
    <>
      <Card title={t('period.title')}>
        <Await query={periods}>
          {({ items }) => (items.length === 0 ? <Empty icon="clock" title={t('period.empty')} /> : <PeriodList periods={items} />)}
        </Await>
      </Card>
      {manages && <Settings />}
    </>
  )
}

function Settings() {
  const { t } = useTranslation('timesheet')
  const problemText = useProblemText()
  const setting = useQuery(periodSettingQuery)
  const save = useSave((change: Partial<PeriodSetting>) => api.put<PeriodSetting>('period-settings', change), [sheetKey])
  return (
    <Card title={t('period.settings')}>
      <Await query={setting}>
        {(data) => (
          <div className="stack">
            <p className="muted">{t('period.settingsText')}</p>
            {save.error && <Notice tone="danger" live>{problemText(save.error)}</Notice>}
            <Segments label={t('period.kindLabel')} showLabel value={data.kind} onChange={(kind) => save.mutate({ kind })}
              options={[{ value: 'week', label: t('period.week') }, { value: 'month', label: t('period.month') }]} />
            <Switch label={t('period.demand')} help={t('period.demandHelp')} checked={data.demand_review} onChange={(demand_review) => save.mutate({ demand_review })} />
          </div>
        )}
      </Await>
    </Card>
  )
}
