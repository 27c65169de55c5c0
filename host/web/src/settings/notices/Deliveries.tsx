import { useTranslation } from 'react-i18next'
import type { Delivery } from '@/api/insightTypes'
import { useFormat } from '@/i18n/useFormat'
import { Badge } from '@/kit/basics/Marks'
import { Card } from '@/kit/basics/Page'
import { useReason } from './useReason'
import css from './notices.module.css'

const tones = { waiting: 'neutral', sent: 'ok', failed: 'danger' } as const

/** How the last mails and calls went, and why not. */
export function Deliveries({ items }: { items: Delivery[] }) {
  const { t } = useTranslation('insights')
  const format = useFormat()
  const reason = useReason()
  return (
    <Card title={t('notify.deliveries')}>
      {items.length === 0 ? <p className="muted">{t('notify.noDeliveries')}</p> : (
        <ul className={css['list']}>
          {items.map((item, i) => (
            <li key={i} className="row">
              <Badge tone={tones[item.state]}>{t(`notify.state.${item.state}`)}</Badge>
              <span>{t(`notify.channel.${item.channel}`)}</span>
              <span className="muted small">{format.moment(item.created_at)}</span>
              {item.last_error && <span className="small">{reason(item.last_error)}</span>}
              {item.last_error && item.next_at && <span className="muted small">{t('notify.nextTry', { when: format.ago(item.next_at) })}</span>}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
