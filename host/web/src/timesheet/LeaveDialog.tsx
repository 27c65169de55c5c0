import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { fieldErrors } from '@/api/problem'
import { useToday } from '@/api/useMe'
import { useSave } from '@/api/useSave'
import { Button } from '@/kit/basics/Button'
import { Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { Checkbox, SelectField, TextField } from '@/kit/form/Field'
import { Dialog } from '@/kit/overlay/Dialog'
import { sheetKey } from './queries'

/** Days on which one is away, or (for who manages the workspace) on which nobody works. */
export function LeaveDialog({ holiday, onClose }: { holiday: boolean; onClose: () => void }) {
  const { t } = useTranslation('timesheet')
  const { t: common } = useTranslation('common')
  const problemText = useProblemText()
  const today = useToday()
  const [start, setStart] = useState(today)
  const [end, setEnd] = useState(today)
  const [kind, setKind] = useState('vacation')
  const [half, setHalf] = useState(false)
  const [text, setText] = useState('')
  const save = useSave(
    () => holiday ? api.put(`holidays/${start}`, { name: text, half }) : api.put('leave', { start, end, kind, half, note: text }),
    [sheetKey], onClose,
  )
  return (
    <Dialog open onClose={onClose} title={t(holiday ? 'leave.holidayDialog' : 'leave.dialog')}
      footer={
        <>
          <Button onClick={onClose}>{common('actions.cancel')}</Button>
          <Button kind="primary" type="submit" form="leave" busy={save.isPending}>{t('leave.save')}</Button>
        </>
      }>
      <form id="leave" className="stack" noValidate onSubmit={(e) => (e.preventDefault(), save.mutate(undefined))}>
        <div className="row">
          <TextField label={t(holiday ? 'leave.date' : 'leave.start')} type="date" value={start} error={save.fieldError('start') ?? save.fieldError('date')}
            onChange={(value) => (setStart(value), end < value && setEnd(value))} />
          {!holiday && <TextField label={t('leave.end')} type="date" value={end} onChange={setEnd} error={save.fieldError('end')} />}
        </div>
        {!holiday && (
          <SelectField label={t('leave.kind')} value={kind} onChange={setKind}
            choices={(['vacation', 'sick', 'other'] as const).map((one) => ({ value: one, label: t(`leave.kinds.${one}`) }))} />
        )}
        <Checkbox label={t('leave.half')} checked={half} onChange={setHalf} />
        <TextField label={t(holiday ? 'leave.name' : 'leave.note')} optional={!holiday} value={text} onChange={setText} maxLength={120} error={save.fieldError('name') ?? save.fieldError('note')} />
        {save.error && Object.keys(fieldErrors(save.error)).length === 0 && <Notice tone="danger" live>{problemText(save.error)}</Notice>}
      </form>
    </Dialog>
  )
}
