import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { keys } from '@/api/keys'
import type { Accuracy, SuspendedRule } from '@/api/learnTypes'
import { useSave } from '@/api/useSave'
import { useFormat } from '@/i18n/useFormat'
import { Button } from '@/kit/basics/Button'
import { StatusDot } from '@/kit/basics/Marks'
import { Card } from '@/kit/basics/Page'
import { Progress } from '@/kit/basics/Progress'
import { Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { ConfirmDialog } from '@/kit/overlay/ConfirmDialog'
import { notify } from '@/shell/toasts'
import { accuracyKey } from './queries'
import css from '@/stats/stats.module.css'

/** What the person's reviews have taught so far, and the way to take it back. */
export function Taught({ data }: { data: Accuracy }) {
  return (
    <div className={css['columns']}>
      <Learned data={data} />
      <Suspended rules={data.suspended_rules} />
    </div>
  )
}

function Learned({ data: { matcher, learned } }: { data: Accuracy }) {
  const { t } = useTranslation('accuracy')
  const format = useFormat()
  const [asking, setAsking] = useState(false)
  const forget = useSave(() => api.delete('learning/examples'), [accuracyKey, ['day'], ['entries'], ['timesheet'], ['explain']], () => notify(t('learned.forgotten')))
  const missing = Math.max(0, matcher.needed - matcher.examples)
  return (
    <Card title={t('learned.title')}>
      <div className="stack">
        <div>
          <StatusDot tone={matcher.active ? 'ok' : 'neutral'}>{t(matcher.active ? 'matcher.active' : 'matcher.waiting')}</StatusDot>
          <p className="muted small">
            {matcher.active ? t('matcher.activeText', { count: matcher.examples, number: format.number(matcher.examples) })
              : missing > 0 ? t('matcher.needs', { count: missing, number: format.number(missing) }) : t('matcher.soon')}
          </p>
          {!matcher.active && <Progress label={t('matcher.progress')} part={matcher.examples / Math.max(1, matcher.needed)} />}
        </div>
        <p>{t('learned.examples', { count: learned.examples, number: format.number(learned.examples) })} {learned.forbidden > 0 && t('learned.forbidden', { count: learned.forbidden, number: format.number(learned.forbidden) })}</p>
        <p className="muted small">{t('learned.text')}</p>
        {learned.examples > 0 && <div><Button small kind="danger" icon="trash" onClick={() => setAsking(true)}>{t('learned.forget')}</Button></div>}
      </div>
      <ConfirmDialog open={asking} onClose={() => setAsking(false)} title={t('learned.forgetTitle')} confirm={t('learned.forget')} run={() => forget.mutateAsync(undefined)}>
        {t('learned.forgetText')}
      </ConfirmDialog>
    </Card>
  )
}

function Suspended({ rules }: { rules: readonly SuspendedRule[] }) {
  const { t } = useTranslation('accuracy')
  const format = useFormat()
  const problemText = useProblemText()
  const resume = useSave((id: string) => api.post(`rules/${id}/resume`), [accuracyKey, keys.rules], () => notify(t('suspended.resumed')))
  return (
    <Card title={t('suspended.title')}>
      {resume.error && <Notice tone="danger" live>{problemText(resume.error)}</Notice>}
      {rules.length === 0 ? <p className="muted">{t('suspended.none')}</p> : (
        <ul className="stack">
          {rules.map((rule) => (
            <li key={rule.id} className="row between">
              <span className="grow">
                <Link to="/rules" search={{ rule: rule.id }}>{rule.name || t('suspended.unnamed')}</Link>
                <span className="muted small"> {t('suspended.why', { count: rule.hits, number: format.number(rule.hits), corrections: format.number(rule.corrections) })}</span>
              </span>
              <Button small icon="play" busy={resume.isPending} onClick={() => resume.mutate(rule.id)}>{t('suspended.resume')}</Button>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
