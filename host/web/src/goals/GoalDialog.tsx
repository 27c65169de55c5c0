import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Goal, GoalDraft, GoalSubject, GroupBy } from '@/api/statsTypes'
import { useSave } from '@/api/useSave'
import { useFormat } from '@/i18n/useFormat'
import { Button } from '@/kit/basics/Button'
import { Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { Checkbox, SelectField, Switch, TextField } from '@/kit/form/Field'
import { Segments } from '@/kit/form/Segments'
import { Dialog } from '@/kit/overlay/Dialog'
import { formatClock, parseDuration } from '@/lib/duration'
import { goalsQuery } from '@/stats/queries'
import { ValueField } from '@/stats/ValueField'
import form from '@/kit/form/form.module.css'
import css from '@/stats/stats.module.css'

const subjects: readonly GoalSubject[] = ['total', 'project', 'language', 'tool', 'category']
const blank: GoalDraft = { name: '', period: 'week', subject: 'total', value: null, target_ms: 10 * 3_600_000, at_most: false, skip_weekdays: [], enabled: true }

/** Makes or changes a goal. */
export function GoalDialog({ goal, onClose }: { goal?: Goal; onClose: () => void }) {
  const { t } = useTranslation(['goals', 'common'])
  const format = useFormat()
  const problemText = useProblemText()
  const [draft, setDraft] = useState<GoalDraft>(goal ?? blank)
  const [target, setTarget] = useState(formatClock((goal ?? blank).target_ms))
  const [tried, setTried] = useState(false)
  const save = useSave((body: GoalDraft) => (goal ? api.patch<Goal>(`goals/${goal.id}`, body) : api.post<Goal>('goals', body)), [goalsQuery.queryKey], onClose)
  const set = (part: Partial<GoalDraft>) => setDraft({ ...draft, ...part })
  const ms = parseDuration(target)
  const wrong = {
    name: draft.name.trim() === '' ? 'required' : null,
    value: draft.subject !== 'total' && !draft.value?.trim() ? 'required' : null,
    target_ms: ms === null || ms <= 0 ? 'invalid' : null,
  }
  const errorAt = (key: keyof typeof wrong) => (tried ? wrong[key] : null) ?? save.fieldError(key)
  const submit = () => {
    setTried(true)
    if (Object.values(wrong).some(Boolean) || save.isPending) return
    const { name, period, subject, value, at_most, skip_weekdays, enabled } = draft
    save.mutate({ name: name.trim(), period, subject, value: subject === 'total' ? null : value!.trim(), target_ms: ms!, at_most, skip_weekdays: period === 'day' ? skip_weekdays : [], enabled })
  }
  return (
    <Dialog open onClose={onClose} title={goal ? t('edit') : t('new')}>
      <form className={form['form']} noValidate onSubmit={(e) => (e.preventDefault(), submit())}>
        {save.error && <Notice tone="danger" live>{problemText(save.error)}</Notice>}
        <TextField label={t('name')} value={draft.name} maxLength={100} onChange={(name) => set({ name })} error={errorAt('name')} />
        <div className={form['columns']}>
          <SelectField label={t('subjectLabel')} value={draft.subject} onChange={(subject) => set({ subject: subject as GoalSubject })}
            choices={subjects.map((value) => ({ value, label: t(`subject.${value}`) }))} error={save.fieldError('subject')} />
          {draft.subject !== 'total' && (
            <ValueField by={draft.subject as GroupBy} label={t(`subject.${draft.subject}`)} value={draft.value ?? ''} onChange={(value) => set({ value })} error={errorAt('value')} />
          )}
        </div>
        <div className={form['columns']}>
          <Segments showLabel label={t('period')} value={draft.period} onChange={(period) => set({ period })} options={(['day', 'week'] as const).map((value) => ({ value, label: t(`each.${value}`) }))} />
          <Segments showLabel label={t('direction')} value={draft.at_most ? 'most' : 'least'} onChange={(v) => set({ at_most: v === 'most' })}
            options={(['least', 'most'] as const).map((value) => ({ value, label: t(`direct.${value}`) }))} />
        </div>
        <TextField label={t('target')} help={t('targetHelp')} value={target} inputMode="text" onChange={setTarget} error={errorAt('target_ms')} />
        {draft.period === 'day' && (
          <fieldset className={form['field']}>
            <legend className={form['label']}>{t('skip')}</legend>
            <div className={css['weekdays']}>
              {[1, 2, 3, 4, 5, 6, 7].map((day) => (
                <Checkbox key={day} label={format.weekday(day)} checked={draft.skip_weekdays.includes(day)}
                  onChange={(on) => set({ skip_weekdays: on ? [...draft.skip_weekdays, day].sort() : draft.skip_weekdays.filter((d) => d !== day) })} />
              ))}
            </div>
          </fieldset>
        )}
        <Switch label={t('enabled')} checked={draft.enabled} onChange={(enabled) => set({ enabled })} />
        <div className={form['buttons']}>
          <Button kind="primary" type="submit" busy={save.isPending}>{t('common:actions.save')}</Button>
          <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
