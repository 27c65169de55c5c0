import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Candidate } from '@/api/types'
import { useExplanation } from '@/day/useDay'
import { Button } from '@/kit/basics/Button'
import { ConfidenceBadge, ProjectChip } from '@/kit/basics/Chips'
import { Kbd } from '@/kit/basics/Marks'
import { Dialog } from '@/kit/overlay/Dialog'
import { TaskPicker, type TaskChoice } from '@/kit/overlay/TaskPicker'
import { sameTarget } from './recent'
import type { ReviewEntry } from './reviewModel'
import css from './review.module.css'

interface Props {
  entries: readonly ReviewEntry[]
  recent: readonly TaskChoice[]
  onChoose: (choice: TaskChoice) => void
  onClose: () => void
}

const MOST = 5

/** Brings the code of this dialog before it is asked for: `e` must not wait. */
export const warmCorrectDialog = () => Promise.all([import('@/kit/overlay/DialogBox'), import('@/kit/overlay/ComboboxBox')])

/** What could be meant: what the evidence considered, then what was chosen last. */
export function proposals(entry: ReviewEntry | undefined, considered: readonly Candidate[], recent: readonly TaskChoice[]): TaskChoice[] {
  const all: TaskChoice[] = [...considered.map(({ project, task }) => ({ project, task })), ...recent]
  return all
    .filter((one, i) => one.project && !(entry && sameTarget(one, entry)) && all.findIndex((other) => sameTarget(one, other)) === i)
    .slice(0, MOST)
}

/** Choosing what time was for: a numbered proposal, or anything found by typing. */
export function CorrectDialog({ entries, recent, onChoose, onClose }: Props) {
  const { t } = useTranslation('review')
  const { t: common } = useTranslation('common')
  const first = entries[0]
  const explanation = useExplanation(entries.length === 1 ? (first?.block_id ?? null) : null).data
  const [choice, setChoice] = useState<TaskChoice | null>(null)
  const offered = proposals(entries.length === 1 ? first : undefined, explanation?.considered ?? [], recent)
  const sure = (one: TaskChoice) => explanation?.considered.find((candidate) => sameTarget(candidate, one))?.confidence

  const byNumber = (e: React.KeyboardEvent) => {
    const typed = e.target instanceof HTMLInputElement ? e.target.value : ''
    const chosen = /^[1-5]$/.test(e.key) && typed === '' && !e.ctrlKey && !e.metaKey && !e.altKey ? offered[Number(e.key) - 1] : undefined
    if (!chosen) return
    e.preventDefault()
    e.stopPropagation()
    onChoose(chosen)
  }
  return (
    <Dialog open onClose={onClose} title={t('correct.title', { count: entries.length })} description={first && entries.length === 1 ? (first.task?.title ?? first.description) : undefined}
      footer={
        <>
          <Button onClick={onClose}>{common('actions.cancel')}</Button>
          <Button kind="primary" disabled={!choice} onClick={() => choice && onChoose(choice)}>{t('correct.save')}</Button>
        </>
      }>
      <div className="stack" onKeyDownCapture={byNumber} role="presentation">
        <TaskPicker value={choice} onChange={(next) => (next ? onChoose(next) : setChoice(null))} label={t('correct.pick')} first={[...recent]} />
        {offered.length > 0 && (
          <div>
            <p className="muted small">{t('correct.proposals')}</p>
            <ol className={css['proposals']}>
              {offered.map((one, i) => (
                <li key={`${one.project?.id}/${one.task?.id}`}>
                  <button type="button" onClick={() => onChoose(one)}>
                    <Kbd>{i + 1}</Kbd>
                    <span className="grow truncate"><ProjectChip project={one.project} task={one.task} /> <span className="muted small">{one.task?.title}</span></span>
                    {sure(one) !== undefined && <ConfidenceBadge value={sure(one)!} />}
                  </button>
                </li>
              ))}
            </ol>
          </div>
        )}
      </div>
    </Dialog>
  )
}
