import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { fieldErrors, isProblem } from '@/api/problem'
import type { Entry, ProjectRef, TaskRef } from '@/api/types'
import { Button } from '@/kit/basics/Button'
import { Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { Checkbox, TextField } from '@/kit/form/Field'
import { Dialog } from '@/kit/overlay/Dialog'
import { TaskPicker, type TaskChoice } from '@/kit/overlay/TaskPicker'
import { useFormat } from '@/i18n/useFormat'
import { notifyUndo } from '@/shell/toasts'
import { clockOf, instantOf, isSkipped } from './wallTime'
import css from './day.module.css'

interface Props {
  day: string
  zone: string
  dayStart: string
  /** Unix milliseconds. */
  start: number
  end: number
  project?: ProjectRef | null
  task?: TaskRef | null
  onClose: () => void
}

/** A time entry made by hand. It never moves others: over reviewed time it asks whether both happened at once. */
export function EntryDialog({ day, zone, dayStart, start, end, project = null, task = null, onClose }: Props) {
  const { t } = useTranslation('day')
  const { t: common } = useTranslation('common')
  const format = useFormat()
  const problemText = useProblemText()
  const client = useQueryClient()
  const [from, setFrom] = useState(clockOf(start, zone))
  const [to, setTo] = useState(clockOf(end, zone))
  const [target, setTarget] = useState<TaskChoice | null>(project ? { project, task } : null)
  const [description, setDescription] = useState('')
  const [parallel, setParallel] = useState(false)
  const [wrong, setWrong] = useState<Record<string, string>>({})

  const refresh = () => Promise.all(['timesheet', 'entries', 'review'].map((key) => client.invalidateQueries({ queryKey: [key] })))
  const save = useMutation({
    mutationFn: (body: object) => api.post<Entry>('entries', body),
    onSuccess: (entry) => {
      void refresh()
      notifyUndo(t('entry.created', { duration: format.duration(entry.duration_ms) }), common('actions.undo'), () => {
        void api.delete(`entries/${entry.id}`).finally(refresh)
      })
      onClose()
    },
    onError: (error) => setWrong(Object.fromEntries(Object.entries(fieldErrors(error)).map(([field, [first]]) => [field, first ?? 'invalid']))),
  })

  const startAt = instantOf(day, from, zone, dayStart)
  const endAt = instantOf(day, to, zone, dayStart)
  const submit = (e: React.FormEvent) => {
    e.preventDefault()
    const found: Record<string, string> = {}
    if (startAt === null) found['start'] = 'invalid'
    else if (isSkipped(day, from, zone, dayStart)) found['start'] = 'skipped'
    if (endAt === null) found['end'] = 'invalid'
    else if (isSkipped(day, to, zone, dayStart)) found['end'] = 'skipped'
    else if (startAt !== null && endAt <= startAt) found['end'] = 'before-start'
    setWrong(found)
    if (Object.keys(found).length > 0 || startAt === null || endAt === null) return
    save.mutate({
      start: new Date(startAt).toISOString(), end: new Date(endAt).toISOString(), project_id: target?.project?.id ?? null,
      task_id: target?.task?.id ?? null, description: description.trim() || null, parallel,
    })
  }
  const overlaps = isProblem(save.error, 'overlaps-reviewed')
  const length = startAt !== null && endAt !== null && endAt > startAt ? endAt - startAt : null
  return (
    <Dialog open onClose={onClose} title={t('entry.title')} description={format.date(day, 'long')}
      footer={
        <>
          <Button onClick={onClose}>{common('actions.cancel')}</Button>
          <Button kind="primary" type="submit" form="new-entry" busy={save.isPending}>{t('entry.save')}</Button>
        </>
      }>
      <form id="new-entry" className="stack" noValidate onSubmit={submit}>
        <div className={css['times']}>
          <TextField label={t('entry.from')} type="time" value={from} onChange={setFrom} error={wrong['start']} />
          <TextField label={t('entry.to')} type="time" value={to} onChange={setTo} error={wrong['end']} />
          <output aria-live="polite">{length === null ? '–' : format.duration(length)}</output>
        </div>
        <TaskPicker value={target} onChange={setTarget} />
        <TextField label={t('entry.description')} optional value={description} onChange={setDescription} error={wrong['description']} maxLength={500} />
        {(overlaps || parallel) && (
          <Checkbox label={t('entry.parallel')} help={t('entry.parallelHelp')} checked={parallel} onChange={setParallel} />
        )}
        {save.error && Object.keys(fieldErrors(save.error)).length === 0 && <Notice tone={overlaps ? 'warn' : 'danger'} live>{problemText(save.error)}</Notice>}
      </form>
    </Dialog>
  )
}
