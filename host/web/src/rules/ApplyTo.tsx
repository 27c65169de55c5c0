import { useTranslation } from 'react-i18next'
import type { Apply } from '@/api/ruleTypes'
import { InlineSelect } from '@/kit/form/Field'
import { Segments } from '@/kit/form/Segments'

export type Reach = { apply: Apply; days: number }

const spans = [7, 14, 30, 90, 365] as const

/** Asked each time: does a change hold from today on, or for the past too? */
export function ApplyTo({ value, onChange }: { value: Reach; onChange: (value: Reach) => void }) {
  const { t } = useTranslation('rules')
  return (
    <div>
      <Segments showLabel label={t('apply.title')} value={value.apply} onChange={(apply) => onChange({ ...value, apply })}
        options={[{ value: 'from_now', label: t('apply.fromNow') }, { value: 'past', label: t('apply.past') }]} />
      {value.apply === 'past' && (
        <p className="row small" style={{ marginTop: 'var(--s2)' }}>
          {t('apply.again')}
          <InlineSelect label={t('apply.days')} value={String(value.days)} onChange={(days) => onChange({ ...value, days: Number(days) })}
            choices={spans.map((n) => ({ value: String(n), label: t('preview.lastDays', { count: n }) }))} />
        </p>
      )}
      <p className="muted small" style={{ marginTop: 'var(--s2)' }}>{t(value.apply === 'past' ? 'apply.pastHelp' : 'apply.fromNowHelp')}</p>
    </div>
  )
}
