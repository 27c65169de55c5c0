import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Project, ProjectTask } from '@/api/types'
import { useSave } from '@/api/useSave'
import { Button } from '@/kit/basics/Button'
import { Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { SelectField, TextField } from '@/kit/form/Field'
import { Dialog } from '@/kit/overlay/Dialog'
import { formatClock, parseDuration } from '@/lib/duration'
import { useStatuses } from './statuses'
import form from '@/kit/form/form.module.css'

const MINUTE = 60_000

export function TaskDialog({ project, task, onClose }: { project: Project; task?: ProjectTask; onClose: () => void }) {
  const { t } = useTranslation(['projects', 'common'])
  const problemText = useProblemText()
  const statuses = useStatuses()
  const [values, setValues] = useState({
    key: task?.key ?? '', title: task?.title ?? '', status: task?.status ?? 'todo', labels: task?.labels.join(', ') ?? '',
    estimate: task?.estimate_minutes ? formatClock(task.estimate_minutes * MINUTE) : '',
  })
  const [tried, setTried] = useState(false)
  const save = useSave((body: object) => (task ? api.patch(`tasks/${task.id}`, body) : api.post(`projects/${project.id}/tasks`, body)), [['tasks'], ['projects']], onClose)
  const missing = (key: 'key' | 'title') => (tried && values[key].trim() === '' ? 'required' : save.fieldError(key))
  const set = (key: keyof typeof values) => (value: string) => setValues({ ...values, [key]: value })
  const estimate = values.estimate.trim() === '' ? null : Math.round((parseDuration(values.estimate) ?? 0) / MINUTE)
  const submit = () => {
    setTried(true)
    if (values.key.trim() === '' || values.title.trim() === '' || estimate === 0 || save.isPending) return
    const labels = values.labels.split(',').map((l) => l.trim()).filter(Boolean)
    save.mutate({ key: values.key.trim(), title: values.title.trim(), status: values.status, labels, estimate_minutes: estimate })
  }
  return (
    <Dialog open onClose={onClose} title={task ? t('task.edit', { key: task.key }) : t('task.new')}>
      <form className={form['form']} noValidate onSubmit={(e) => (e.preventDefault(), submit())}>
        {save.error && <Notice tone="danger" live>{problemText(save.error)}</Notice>}
        <TextField label={t('task.key')} help={t('task.keyHelp')} value={values.key} onChange={set('key')} maxLength={64} error={missing('key')} />
        <TextField label={t('task.title')} value={values.title} onChange={set('title')} maxLength={300} error={missing('title')} />
        <SelectField label={t('task.status')} value={values.status} onChange={set('status')} choices={statuses.choices(task?.status)} error={save.fieldError('status')} />
        <TextField label={t('task.labels')} optional help={t('task.labelsHelp')} value={values.labels} onChange={set('labels')} error={save.fieldError('labels')} />
        <TextField label={t('task.estimate')} optional help={t('task.estimateHelp')} value={values.estimate} onChange={set('estimate')} maxLength={20}
          error={tried && estimate === 0 ? 'invalid' : save.fieldError('estimate_minutes')} />
        <div className={form['buttons']}>
          <Button kind="primary" type="submit" busy={save.isPending}>{t('common:actions.save')}</Button>
          <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
