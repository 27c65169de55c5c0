import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Integration, Schedule } from '@/api/integrationTypes'
import { keys } from '@/api/keys'
import { useSave } from '@/api/useSave'
import { Button } from '@/kit/basics/Button'
import { Card } from '@/kit/basics/Page'
import { Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { TextField } from '@/kit/form/Field'
import { Segments } from '@/kit/form/Segments'
import { notify } from '@/shell/toasts'
import form from '@/kit/form/form.module.css'

const kinds: Schedule['kind'][] = ['off', 'hourly', 'daily', 'cron']

export function ScheduleForm({ integration }: { integration: Integration }) {
  const { t } = useTranslation(['integrations', 'common'])
  const problemText = useProblemText()
  const [kind, setKind] = useState(integration.schedule.kind)
  const [cron, setCron] = useState(integration.schedule.cron ?? '')
  const save = useSave((schedule: Schedule) => api.patch(`integrations/${integration.id}`, { schedule }), [keys.integrations], () => notify(t('common:actions.saved')))
  const [empty, setEmpty] = useState(false)
  const submit = () => {
    setEmpty(kind === 'cron' && cron.trim() === '')
    if (kind !== 'cron') save.mutate({ kind })
    else if (cron.trim() !== '') save.mutate({ kind, cron: cron.trim() })
  }
  const error = save.fieldError('schedule.cron') ?? save.fieldError('schedule') ?? save.fieldError('cron')
  return (
    <Card title={t('scheduleTitle')}>
      <form className={form['form']} noValidate onSubmit={(e) => (e.preventDefault(), submit())}>
        {save.error && !error && <Notice tone="danger" live>{problemText(save.error)}</Notice>}
        <Segments label={t('scheduleTitle')} value={kind} onChange={setKind} options={kinds.map((value) => ({ value, label: t(`schedule.${value}`) }))} />
        {kind === 'cron' && (
          <TextField label={t('schedule.cronLabel')} help={t('schedule.cronHelp')} value={cron} onChange={setCron} spellCheck={false}
            error={empty ? 'required' : error} placeholder="0 */15 * * * ?" />
        )}
        <div className={form['buttons']}><Button type="submit" busy={save.isPending}>{t('common:actions.save')}</Button></div>
      </form>
    </Card>
  )
}
