import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { onLiveEvent } from '@/api/live'
import { devicesQuery } from '@/api/queries'
import { useFormat } from '@/i18n/useFormat'
import { isDate } from '@/lib/range'
import { Button, ButtonLink } from '@/kit/basics/Button'
import { Icon } from '@/kit/basics/Icon'
import { Await } from '@/kit/feedback/States'
import form from '@/kit/form/form.module.css'
import css from './setup.module.css'

/** Turns green by itself when the first sample is in, and says where it came from. */
export function WaitStep({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation(['setup', 'common'])
  const format = useFormat()
  const [day, setDay] = useState<string | null>(null)
  const devices = useQuery({ ...devicesQuery, refetchInterval: 5000 })
  useEffect(() => onLiveEvent((e) => e.kind === 'day' && isDate(e.key) && setDay(e.key)), [])
  return (
    <Await query={devices}>
      {({ items }) => {
        const seen = items.filter((d) => d.last_seen_at !== null).sort((a, b) => b.last_seen_at!.localeCompare(a.last_seen_at!))[0]
        const arrived = seen !== undefined || day !== null
        return (
          <div className={form['form']}>
            <div className={css['wait']} data-arrived={arrived} role="status">
              <span className={css['waitIcon']}><Icon name={arrived ? 'check' : 'clock'} size={26} /></span>
              <div>
                <h2>{arrived ? t('wait.arrived') : t('wait.waiting')}</h2>
                <p className="muted">
                  {!arrived ? t('wait.waitingText')
                    : seen ? t('wait.from', { device: seen.name, ago: format.ago(seen.last_seen_at!) })
                    : t('wait.day', { day: format.date(day!, 'long') })}
                </p>
              </div>
            </div>
            <div className={form['buttons']}>
              <ButtonLink kind="primary" to="/">{t(arrived ? 'wait.open' : 'wait.openAnyway')}</ButtonLink>
              {!arrived && <Button onClick={onBack}>{t('common:actions.back')}</Button>}
            </div>
          </div>
        )
      }}
    </Await>
  )
}
