import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { keys } from '@/api/keys'
import { projectsQuery } from '@/api/queries'
import { fieldErrors } from '@/api/problem'
import type { Target } from '@/api/sheetTypes'
import type { Member, Page } from '@/api/types'
import { useMayManage, useMe, useToday } from '@/api/useMe'
import { useSave } from '@/api/useSave'
import { useFormat } from '@/i18n/useFormat'
import { Button } from '@/kit/basics/Button'
import { Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { SelectField, TextField } from '@/kit/form/Field'
import { Dialog } from '@/kit/overlay/Dialog'
import { sheetKey, targetsQuery } from './queries'
import css from './timesheet.module.css'

const HOUR = 3_600_000
const usual = [8, 8, 8, 8, 8, 0, 0].map(String)

/** Hours for each weekday from a day on; for oneself, and for who manages the workspace also for others, projects and all. */
export function TargetDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('timesheet')
  const { t: common } = useTranslation('common')
  const format = useFormat()
  const problemText = useProblemText()
  const me = useMe().data
  const manages = useMayManage()
  const members = useQuery({ queryKey: keys.members, queryFn: ({ signal }) => api.get<Page<Member>>('members', undefined, signal), enabled: manages }).data?.items ?? []
  const projects = useQuery({ ...projectsQuery(), enabled: manages }).data?.items ?? []
  const [subject, setSubject] = useState('me')
  const [from, setFrom] = useState(useToday())
  const [hours, setHours] = useState(usual)
  const save = useSave((body: object) => api.put<Target>('targets', body), [sheetKey, targetsQuery.queryKey], onClose)
  const parsed = hours.map((text) => Number(text.replace(',', '.')))
  const wrong = parsed.map((value, i) => hours[i]!.trim() === '' || Number.isNaN(value) ? 'invalid-number' : value < 0 || value > 24 ? 'out-of-range' : null)
  const submit = (e: React.FormEvent) => {
    e.preventDefault()
    if (wrong.some(Boolean) || !me) return
    const [kind, id] = subject.split(':')
    save.mutate({
      user_id: kind === 'me' ? me.user_id : kind === 'user' ? id : null, project_id: kind === 'project' ? id : null, valid_from: from,
      week_ms: parsed.map((value) => Math.round(value * HOUR)),
    })
  }
  const choices = [
    { value: 'me', label: t('targets.me') },
    ...(manages ? [
      { value: 'workspace', label: t('targets.workspace') },
      ...members.filter((member) => member.user_id !== me?.user_id).map((member) => ({ value: `user:${member.user_id}`, label: member.name })),
      ...projects.map((project) => ({ value: `project:${project.id}`, label: project.name })),
    ] : []),
  ]
  return (
    <Dialog open onClose={onClose} title={t('targets.dialog')}
      footer={
        <>
          <Button onClick={onClose}>{common('actions.cancel')}</Button>
          <Button kind="primary" type="submit" form="target" busy={save.isPending}>{t('targets.save')}</Button>
        </>
      }>
      <form id="target" className="stack" noValidate onSubmit={submit}>
        <SelectField label={t('targets.for')} value={subject} onChange={setSubject} choices={choices} />
        <TextField label={t('targets.fromDay')} help={t('targets.fromHelp')} type="date" value={from} onChange={setFrom} error={save.fieldError('valid_from')} />
        <div className={css['week']}>
          {hours.map((text, i) => (
            <TextField key={i} label={t('targets.day', { day: format.weekday(i + 1, 'long') })} inputMode="decimal" value={text} error={wrong[i]}
              onChange={(value) => setHours(hours.map((old, at) => (at === i ? value : old)))} />
          ))}
        </div>
        {save.error && Object.keys(fieldErrors(save.error)).length === 0 && <Notice tone="danger" live>{problemText(save.error)}</Notice>}
      </form>
    </Dialog>
  )
}
