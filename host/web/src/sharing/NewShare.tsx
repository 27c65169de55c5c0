import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { shareFields, shareRanges, type GroupBy, type Share, type ShareField, type ShareMetric, type ShareRange } from '@/api/statsTypes'
import { useToday } from '@/api/useMe'
import { useSave } from '@/api/useSave'
import { useFormat } from '@/i18n/useFormat'
import { Button } from '@/kit/basics/Button'
import { Notice } from '@/kit/feedback/States'
import { useFieldText, useProblemText } from '@/kit/feedback/useProblemText'
import { Checkbox, SelectField, TextField } from '@/kit/form/Field'
import { Dialog } from '@/kit/overlay/Dialog'
import { addDays } from '@/lib/range'
import { sharesQuery } from '@/stats/queries'
import { ValueField } from '@/stats/ValueField'
import { Preview } from './Preview'
import form from '@/kit/form/form.module.css'
import css from '@/stats/stats.module.css'

const metrics: readonly ShareMetric[] = ['total', 'project', 'language', 'tool']

/** Makes a badge or a public page. Nothing is ticked for a page: each field is a decision. */
export function NewShare({ kind, onClose }: { kind: Share['kind']; onClose: () => void }) {
  const { t } = useTranslation(['sharing', 'common'])
  const problemText = useProblemText()
  const fieldText = useFieldText()
  const format = useFormat()
  const today = useToday()
  const [label, setLabel] = useState('')
  const [metric, setMetric] = useState<ShareMetric>('total')
  const [value, setValue] = useState('')
  const [range, setRange] = useState<ShareRange>('last_7_days')
  const [fields, setFields] = useState<ShareField[]>([])
  const [until, setUntil] = useState(kind === 'summary' ? addDays(today, 30) : '')
  const [tried, setTried] = useState(false)
  const create = useSave((body: object) => api.post<Share>('shares', body), [sharesQuery.queryKey], onClose)
  const wrong = {
    label: label.trim() === '' ? 'required' : null,
    value: kind === 'badge' && metric !== 'total' && value.trim() === '' ? 'required' : null,
    fields: kind === 'summary' && fields.length === 0 ? 'required' : null,
    expires_at: until === '' ? (kind === 'summary' ? 'required' : null) : until <= today || until > addDays(today, 365) ? 'out-of-range' : null,
  }
  const errorAt = (key: keyof typeof wrong) => (tried ? wrong[key] : null) ?? create.fieldError(key)
  const submit = () => {
    setTried(true)
    if (Object.values(wrong).some(Boolean) || create.isPending) return
    create.mutate({
      kind, label: label.trim(), range, metric: kind === 'badge' ? metric : 'total', value: kind === 'badge' && metric !== 'total' ? value.trim() : null,
      fields: kind === 'badge' ? [] : fields, expires_at: until === '' ? null : `${until}T00:00:00Z`,
    })
  }
  const toggle = (field: ShareField, on: boolean) => setFields(shareFields.filter((f) => (f === field ? on : fields.includes(f))))
  const fieldsError = errorAt('fields')
  return (
    <Dialog open onClose={onClose} title={t(kind === 'badge' ? 'newBadge' : 'newSummary')}>
      <form className={form['form']} noValidate onSubmit={(e) => (e.preventDefault(), submit())}>
        {create.error && <Notice tone="danger" live>{problemText(create.error)}</Notice>}
        <TextField label={t('label')} help={t('labelHelp')} value={label} maxLength={60} onChange={setLabel} error={errorAt('label')} />
        {kind === 'badge' && (
          <div className={form['columns']}>
            <SelectField label={t('metricLabel')} value={metric} onChange={(v) => setMetric(v as ShareMetric)} choices={metrics.map((m) => ({ value: m, label: t(`metric.${m}`) }))} error={create.fieldError('metric')} />
            {metric !== 'total' && <ValueField by={metric as GroupBy} label={t(`metric.${metric}`)} value={value} onChange={setValue} error={errorAt('value')} />}
          </div>
        )}
        <SelectField label={t('rangeLabel')} value={range} onChange={(v) => setRange(v as ShareRange)} choices={shareRanges.map((r) => ({ value: r, label: t(`range.${r}`) }))} error={create.fieldError('range')} />
        {kind === 'summary' && (
          <fieldset className={form['form']}>
            <legend className={form['label']}>{t('consent')}</legend>
            {shareFields.map((field) => <Checkbox key={field} label={t(`field.${field}`)} help={t(`fieldHelp.${field}`)} checked={fields.includes(field)} onChange={(on) => toggle(field, on)} />)}
            {fieldsError && <p className={form['error']} role="alert">{fieldText(fieldsError)}</p>}
          </fieldset>
        )}
        <TextField type="date" label={t('expires')} optional={kind === 'badge'} help={kind === 'summary' ? t('expiresHelp', { date: format.date(addDays(today, 365), 'year') }) : undefined}
          min={addDays(today, 1)} max={addDays(today, 365)} value={until} onChange={setUntil} error={errorAt('expires_at')} />
        <div className={css['preview']}>
          <span className={form['label']}>{t('preview')}</span>
          <Preview kind={kind} label={label.trim() || t('labelExample')} metric={metric} value={value.trim()} range={range} fields={fields} />
        </div>
        <div className={form['buttons']}>
          <Button kind="primary" type="submit" busy={create.isPending}>{t('create')}</Button>
          <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
