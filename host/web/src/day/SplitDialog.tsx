import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldErrors } from '@/api/problem'
import type { Entry } from '@/api/types'
import { useMe } from '@/api/useMe'
import { useFormat } from '@/i18n/useFormat'
import { Button } from '@/kit/basics/Button'
import { Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { TextField } from '@/kit/form/Field'
import { Dialog } from '@/kit/overlay/Dialog'
import { useShape } from './useShape'
import { clockOf, instantOf, isSkipped } from './wallTime'
import css from './day.module.css'

const MINUTE = 60_000

type Whole = Pick<Entry, 'id' | 'date' | 'start' | 'end'>

/** Cuts an entry in two at a time of day. */
export function SplitDialog({ entry, zone, onClose, onDone }: { entry: Whole; zone: string; onClose: () => void; onDone?: () => void }) {
  const { t } = useTranslation('day')
  const { t: common } = useTranslation('common')
  const format = useFormat()
  const problemText = useProblemText()
  const dayStart = useMe().data?.day_start ?? '00:00'
  const [from, to] = [Date.parse(entry.start), Date.parse(entry.end)]
  const middle = Math.floor((from + to) / 2 / MINUTE) * MINUTE
  const [time, setTime] = useState(clockOf(middle > from ? middle : middle + MINUTE, zone))
  const [wrong, setWrong] = useState<string | null>(null)
  const { split } = useShape(onDone)
  // A time of day may mean this day or the next: the one inside the entry is meant.
  const first = instantOf(entry.date, time, zone, dayStart)
  const at = first !== null && first <= from ? first + 24 * 60 * MINUTE : first
  const submit = (e: React.FormEvent) => {
    e.preventDefault()
    const error = at === null ? 'invalid' : isSkipped(entry.date, time, zone, dayStart) ? 'skipped' : at <= from || at >= to ? 'outside' : null
    setWrong(error)
    if (error === null && at !== null) split.mutate({ id: entry.id, at }, { onSuccess: onClose })
  }
  return (
    <Dialog open onClose={onClose} title={t('shape.splitTitle')} description={`${format.date(entry.date, 'long')}, ${format.time(entry.start, zone)}–${format.time(entry.end, zone)}`}
      footer={
        <>
          <Button onClick={onClose}>{common('actions.cancel')}</Button>
          <Button kind="primary" type="submit" form="split-entry" busy={split.isPending}>{t('shape.doSplit')}</Button>
        </>
      }>
      <form id="split-entry" className="stack" noValidate onSubmit={submit}>
        <div className={css['times']}>
          <TextField label={t('shape.at')} type="time" value={time} onChange={setTime} error={wrong ?? fieldErrors(split.error)['at']?.[0]} />
          <output aria-live="polite">{at !== null && at > from && at < to ? `${format.duration(at - from)} + ${format.duration(to - at)}` : '–'}</output>
        </div>
        {split.error && Object.keys(fieldErrors(split.error)).length === 0 && <Notice tone="danger" live>{problemText(split.error)}</Notice>}
      </form>
    </Dialog>
  )
}
