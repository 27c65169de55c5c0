import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { useSave } from '@/api/useSave'
import { useFormat } from '@/i18n/useFormat'
import { Button } from '@/kit/basics/Button'
import { Icon } from '@/kit/basics/Icon'
import { Await } from '@/kit/feedback/States'
import { Dropdown } from '@/kit/overlay/Dropdown'
import { noticesKey, noticesQuery } from './queries'
import { useInsightText } from './useInsightText'
import css from './signals.module.css'

/** The bell: how many are unread, and the latest behind it. */
export default function Bell() {
  const { t } = useTranslation('insights')
  const unread = useQuery(noticesQuery(0)).data?.unread ?? 0
  const label = unread > 0 ? t('bell.unread', { count: unread }) : t('bell.label')
  const button = (
    <>
      <Icon name="bell" />
      <span>{t('bell.label')}</span>
      {unread > 0 && <span className={css['count']} aria-hidden="true">{unread > 99 ? '99+' : unread}</span>}
    </>
  )
  return <Dropdown label={label} className={css['bell']!} button={button}>{(close) => <Panel close={close} />}</Dropdown>
}

function Panel({ close }: { close: () => void }) {
  const { t } = useTranslation('insights')
  const format = useFormat()
  const text = useInsightText()
  const notices = useQuery(noticesQuery(10))
  const read = useSave(() => api.post('notifications/read', {}), [noticesKey])
  return (
    <div className={css['panel']}>
      <Await query={notices}>
        {({ items, unread }) => (
          <>
            <div className="row between">
              <strong>{t('bell.label')}</strong>
              {unread > 0 && <Button small kind="quiet" busy={read.isPending} onClick={() => read.mutate(undefined)}>{t('bell.readAll')}</Button>}
            </div>
            {items.length === 0 ? <p className="muted">{t('bell.empty')}</p> : (
              <ul className={css['list']}>
                {items.map((notice) => (
                  <li key={notice.id} data-unread={notice.read_at === null || undefined}>
                    <p className="muted small">{notice.digest ? t('bell.digest', { when: format.ago(notice.created_at) }) : format.ago(notice.created_at)}</p>
                    {notice.insights.map((insight) => <p key={insight.id}>{text.sentence(insight)}</p>)}
                  </li>
                ))}
              </ul>
            )}
            <Link to="/insights" onClick={close}>{t('bell.all')}</Link>
          </>
        )}
      </Await>
    </div>
  )
}
