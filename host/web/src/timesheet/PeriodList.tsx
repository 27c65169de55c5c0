import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Period, PeriodState } from '@/api/sheetTypes'
import { useSave } from '@/api/useSave'
import { useZone } from '@/api/useMe'
import { useFormat } from '@/i18n/useFormat'
import { Button } from '@/kit/basics/Button'
import { Badge, type Tone } from '@/kit/basics/Marks'
import { Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { ConfirmDialog } from '@/kit/overlay/ConfirmDialog'
import { notify } from '@/shell/toasts'
import { sheetKey } from './queries'

const tones: Record<PeriodState, Tone> = { open: 'neutral', submitted: 'accent', approved: 'ok', rejected: 'danger', locked: 'ok', unlocked: 'warn' }

/** One's own weeks or months: where they stand, and the next step with them. */
export function PeriodList({ periods }: { periods: readonly Period[] }) {
  const { t } = useTranslation('timesheet')
  const format = useFormat()
  const problemText = useProblemText()
  const [asking, setAsking] = useState<Period | null>(null)
  const name = (period: Period) => format.range(period.start, period.end)
  const said = { submit: 'submitted', reopen: 'takenBack', approve: 'approved', lock: 'lockDone' } as const
  const act = useSave(
    ({ period, action }: { period: Period; action: keyof typeof said }) =>
      action === 'submit' ? api.post<Period>('periods/submit', { date: period.start, total_ms: period.total_ms }) : api.post<Period>(`periods/${period.id}/${action}`),
    [sheetKey],
    (_, { period, action }) => notify(t(`period.${said[action]}`, { period: name(period) })),
  )
  const run = (period: Period, action: keyof typeof said) =>
    action === 'submit' && period.to_review > 0 ? setAsking(period) : act.mutate({ period, action })
  return (
    <>
      {act.error && <Notice tone="danger" live>{problemText(act.error)}</Notice>}
      <ul className="stack">
        {periods.map((period) => (
          <li key={period.start} className="row">
            <div className="grow"><PeriodText period={period} /></div>
            {(['submit', 'reopen', 'approve', 'lock'] as const).filter((action) => period.actions.includes(action)).map((action) => (
              <Button key={action} small kind={action === 'submit' ? 'primary' : 'plain'} busy={act.isPending} onClick={() => run(period, action)}
                aria-label={`${t(`period.${action}`)}: ${name(period)}`}>
                {t(`period.${action}`)}
              </Button>
            ))}
          </li>
        ))}
      </ul>
      {asking && (
        <ConfirmDialog open onClose={() => setAsking(null)} title={t('period.anywayTitle')} confirm={t('period.anyway')}
          run={() => act.mutateAsync({ period: asking, action: 'submit' })}>
          {t('period.toReview', { count: asking.to_review })}. {t('period.anywayText')}
        </ConfirmDialog>
      )}
    </>
  )
}

function PeriodText({ period }: { period: Period }) {
  const { t } = useTranslation('timesheet')
  const format = useFormat()
  const zone = useZone()
  const closed = period.actions.length > 0 ? !period.actions.includes('submit') : period.state !== 'open'
  const late = period.late_days.reduce((sum, day) => sum + day.late_ms, 0)
  return (
    <>
      <b>{format.range(period.start, period.end)}</b> <Badge tone={tones[period.state]}>{t(`period.state.${period.state}`)}</Badge>{' '}
      <span className="num">{t('period.figures', { done: format.duration(period.total_ms), target: format.duration(period.target_ms) })}</span>
      <span className="muted small">
        {period.to_review > 0 && <> · {t('period.toReview', { count: period.to_review })}</>}
        {period.decided_by && period.decided_at && <> · {t('period.by', { name: period.decided_by.name, when: format.moment(period.decided_at, zone) })}</>}
        {closed && <> · {t('period.closed')}</>}
      </span>
      {period.reason && <span className="small"> · {t('period.reason', { reason: period.reason })}</span>}
      {late > 0 && <Notice tone="warn">{t('period.late', { count: period.late_days.length, duration: format.duration(late) })}</Notice>}
    </>
  )
}
