import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BillableState } from '@/api/billingTypes'
import { api } from '@/api/client'
import { fieldErrors } from '@/api/problem'
import type { Entry } from '@/api/types'
import { useMe } from '@/api/useMe'
import { useFormat } from '@/i18n/useFormat'
import { Button } from '@/kit/basics/Button'
import { Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { SelectField, TextField } from '@/kit/form/Field'
import { Dialog } from '@/kit/overlay/Dialog'
import { TaskPicker, type TaskChoice } from '@/kit/overlay/TaskPicker'
import { notifyUndo } from '@/shell/toasts'
import { clockOf, instantOf, isSkipped } from './wallTime'
import css from './day.module.css'

const choices = { project: null, yes: true, no: false } as const
type Billing = keyof typeof choices
const wordOf = (state: BillableState | undefined): Billing => (state?.billable === true ? 'yes' : state?.billable === false ? 'no' : 'project')

/** Times, target, billing and words of an entry. What one edits is one's own word from then on. */
export function EditEntryDialog({ entry, zone, onClose }: { entry: Entry; zone: string; onClose: () => void }) {
  const { t } = useTranslation('day')
  const { t: common } = useTranslation('common')
  const format = useFormat()
  const problemText = useProblemText()
  const client = useQueryClient()
  const dayStart = useMe().data?.day_start ?? '00:00'
  const [shownFrom, shownTo] = [clockOf(entry.start, zone), clockOf(entry.end, zone)]
  const [from, setFrom] = useState(shownFrom)
  const [to, setTo] = useState(shownTo)
  const [target, setTarget] = useState<TaskChoice | null>({ project: entry.project, task: entry.task })
  const [description, setDescription] = useState(entry.description ?? '')
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const billed = useQuery({
    queryKey: ['entries', entry.id, 'billable'],
    queryFn: ({ signal }) => api.get<BillableState>(`entries/${entry.id}/billable`, {}, signal),
  }).data
  const [choice, setChoice] = useState<Billing | null>(null)
  const refresh = () => Promise.all(['timesheet', 'entries', 'review', 'day', 'reports'].map((key) => client.invalidateQueries({ queryKey: [key] })))
  const save = useMutation({
    mutationFn: async ({ body, billable }: { body: object | null; billable?: boolean | null }) => {
      if (body) await api.patch<Entry>(`entries/${entry.id}`, body)
      if (billable !== undefined) await api.put(`entries/${entry.id}/billable`, { billable })
    },
    onSuccess: (_, { body, billable }) => {
      void refresh()
      notifyUndo(t('shape.edited'), common('actions.undo'), () => {
        void Promise.all([
          body && api.patch(`entries/${entry.id}`, { action: 'undo' }),
          billable !== undefined && api.put(`entries/${entry.id}/billable`, { billable: billed?.billable ?? null }),
        ]).finally(refresh)
      })
      onClose()
    },
    onError: (error) => setWrong(Object.fromEntries(Object.entries(fieldErrors(error)).map(([field, [first]]) => [field, first ?? 'invalid']))),
  })
  // Untouched times stay as they are to the millisecond.
  const startAt = from === shownFrom ? Date.parse(entry.start) : instantOf(entry.date, from, zone, dayStart)
  const endAt = to === shownTo ? Date.parse(entry.end) : instantOf(entry.date, to, zone, dayStart)
  const sameProject = target?.project?.id === entry.project?.id
  const submit = (e: React.FormEvent) => {
    e.preventDefault()
    const found: Record<string, string> = {}
    if (startAt === null) found['start'] = 'invalid'
    else if (from !== shownFrom && isSkipped(entry.date, from, zone, dayStart)) found['start'] = 'skipped'
    if (endAt === null) found['end'] = 'invalid'
    else if (to !== shownTo && isSkipped(entry.date, to, zone, dayStart)) found['end'] = 'skipped'
    else if (startAt !== null && endAt <= startAt) found['end'] = 'before-start'
    setWrong(found)
    if (Object.keys(found).length > 0 || startAt === null || endAt === null) return
    const changed = target?.project?.id !== entry.project?.id || target?.task?.id !== entry.task?.id
    const body = {
      ...(startAt !== Date.parse(entry.start) && { start: new Date(startAt).toISOString() }),
      ...(endAt !== Date.parse(entry.end) && { end: new Date(endAt).toISOString() }),
      ...(description.trim() !== (entry.description ?? '') && { description: description.trim() }),
      ...(changed && { project_id: target?.project?.id ?? null, task_id: target?.task?.id ?? null }),
    }
    const edited = Object.keys(body).length > 0
    const chosen = choice !== null && choice !== wordOf(billed)
    if (!edited && !chosen) onClose()
    else save.mutate({ body: edited ? body : null, billable: chosen ? choices[choice] : undefined })
  }
  return (
    <Dialog open onClose={onClose} title={t('shape.editTitle')} description={format.date(entry.date, 'long')}
      footer={
        <>
          <Button onClick={onClose}>{common('actions.cancel')}</Button>
          <Button kind="primary" type="submit" form="edit-entry" busy={save.isPending}>{t('shape.save')}</Button>
        </>
      }>
      <form id="edit-entry" className="stack" noValidate onSubmit={submit}>
        <div className={css['times']}>
          <TextField label={t('entry.from')} type="time" value={from} onChange={setFrom} error={wrong['start']} />
          <TextField label={t('entry.to')} type="time" value={to} onChange={setTo} error={wrong['end']} />
          <output aria-live="polite">{startAt !== null && endAt !== null && endAt > startAt ? format.duration(endAt - startAt) : '–'}</output>
        </div>
        <TaskPicker value={target} onChange={setTarget} />
        <TextField label={t('entry.description')} optional value={description} onChange={setDescription} error={wrong['description']} maxLength={500} />
        <SelectField label={t('shape.billing')} value={choice ?? wordOf(billed)} onChange={(value) => setChoice(value as Billing)} error={wrong['billable']} disabled={!billed}
          choices={[
            { value: 'project', label: billed && sameProject ? t('shape.asProjectIs', { what: t(billed.by_project ? 'shape.billable' : 'shape.notBillable') }) : t('shape.asProject') },
            { value: 'yes', label: t('shape.billable') },
            { value: 'no', label: t('shape.notBillable') },
          ]} />
        {save.error && Object.keys(fieldErrors(save.error)).length === 0 && <Notice tone="danger" live>{problemText(save.error)}</Notice>}
      </form>
    </Dialog>
  )
}
