import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Insight } from '@/api/insightTypes'
import { useFormat } from '@/i18n/useFormat'
import { Button, ButtonLink } from '@/kit/basics/Button'
import { Badge } from '@/kit/basics/Marks'
import { InsightBar } from '@/signals/InsightBar'
import { useInsightText } from '@/signals/useInsightText'
import css from './insights.module.css'

export type Act = { snooze: (insight: Insight) => void; rate: (insight: Insight, useful: boolean) => void; read: (insight: Insight) => void }
type Props = { insight: Insight; act: Act; focused: boolean; onFocus: () => void }

/** One insight: the sentence, how far it is over its bound, why, and what to do about it. */
export function InsightItem({ insight, act, focused, onFocus }: Props) {
  const { t } = useTranslation('insights')
  const format = useFormat()
  const text = useInsightText()
  const unread = insight.read_at === null
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- j and k move the focus from one to the next
    <li id={`insight-${insight.id}`} className={css['item']} data-unread={unread || undefined} data-state={insight.state} tabIndex={focused ? 0 : -1} onFocus={onFocus}>
      <div className="row between">
        <span className="muted small">
          {text.name(insight)} · {insight.scope === 'week' ? t('week', { week: insight.span }) : format.date(insight.date)}
        </span>
        <span className="row">
          {unread && <Badge tone="accent">{t('unread')}</Badge>}
          {insight.state === 'resolved' && <Badge>{t('resolved')}</Badge>}
          {insight.severity > 1 && <Badge tone="warn">{t(`severity.${insight.severity === 3 ? 3 : 2}`)}</Badge>}
        </span>
      </div>
      <p className={css['sentence']}>{text.sentence(insight)}</p>
      <InsightBar insight={insight} />
      <p className="muted small">{text.because(insight)}</p>
      <div className="row">
        {insight.scope !== 'week' && <Link className="small" to="/timeline" search={{ day: insight.date }}>{t('seeDay')}</Link>}
        <Button small kind="quiet" icon="clock" onClick={() => act.snooze(insight)}>{t('snooze')}</Button>
        <Button small kind="quiet" icon="check" aria-pressed={insight.useful === true} onClick={() => act.rate(insight, true)}>{t('useful')}</Button>
        <Button small kind="quiet" icon="x" aria-pressed={insight.useful === false} onClick={() => act.rate(insight, false)}>{t('notUseful')}</Button>
        {unread && <Button small kind="quiet" icon="eye" onClick={() => act.read(insight)}>{t('read')}</Button>}
        <ButtonLink small kind="quiet" icon="settings" to="/settings" search={{ tab: 'notifications' }}>{t('settings')}</ButtonLink>
      </div>
    </li>
  )
}
