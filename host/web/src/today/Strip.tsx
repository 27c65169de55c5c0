import { useTranslation } from 'react-i18next'
import type { Entry, TimesheetDay } from '@/api/types'
import { useFormat } from '@/i18n/useFormat'
import css from './today.module.css'

interface Props {
  sheet: TimesheetDay | undefined
  open: readonly Entry[]
  target: number
}

/** The day in four numbers. */
export function Strip({ sheet, open, target }: Props) {
  const { t } = useTranslation('today')
  const format = useFormat()
  const total = sheet?.total_ms ?? 0
  const attributed = total - (sheet?.buckets.unattributed_ms ?? 0)
  const openMs = open.reduce((sum, entry) => sum + entry.duration_ms, 0)
  const part = target > 0 ? Math.min(1, total / target) : 0
  const figures = [
    { key: 'tracked', value: format.duration(total), note: sheet ? t('strip.observed', { duration: format.duration(sheet.buckets.observed_ms) }) : '' },
    { key: 'attributed', value: format.duration(attributed), note: total > 0 ? t('strip.share', { percent: format.percent(attributed / total) }) : '' },
    { key: 'toReview', value: format.number(open.length), note: open.length > 0 ? format.duration(openMs) : total > 0 ? t('strip.allDone') : '' },
  ] as const
  return (
    <dl className={css['strip']} data-loading={!sheet || undefined}>
      {figures.map(({ key, value, note }) => (
        <div key={key}>
          <dt>{t(`strip.${key}`)}</dt>
          <dd><b className="num">{sheet ? value : '–'}</b> <span className="muted small">{note}</span></dd>
        </div>
      ))}
      <div>
        <dt>{t('strip.target')}</dt>
        <dd>
          {target > 0 ? (
            <>
              <b className="num">{t('strip.ofTarget', { done: format.duration(total), target: format.duration(target) })}</b>
              <span className={css['meter']} aria-hidden="true"><span style={{ width: `${Math.round(part * 100)}%` }} /></span>
            </>
          ) : (
            <b className="muted">{t('strip.freeDay')}</b>
          )}
        </dd>
      </div>
    </dl>
  )
}
