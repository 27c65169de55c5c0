import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { journalKeys } from '@/api/journal'
import type { Journal } from '@/api/journalTypes'
import { useSave } from '@/api/useSave'
import { Button } from '@/kit/basics/Button'
import { ErrorState } from '@/kit/feedback/States'
import { TextArea } from '@/kit/form/Field'
import css from './journal.module.css'

/** The text in the person's own words. An empty one gives back what was written. */
export function EditText({ journal, onDone }: { journal: Journal; onDone: () => void }) {
  const { t } = useTranslation(['journal', 'common'])
  const queries = useQueryClient()
  const [text, setText] = useState(journal.text)
  const save = useSave((value: string) => api.put<Journal>(`journal/${journal.date}/text`, { text: value }), [journalKeys.all], (saved) => {
    queries.setQueryData(journalKeys.day(journal.date), saved)
    onDone()
  })
  const error = save.fieldError('text')
  const area = useRef<HTMLTextAreaElement>(null)
  useEffect(() => area.current?.focus(), [])
  return (
    <form className={css['form']} onSubmit={(e) => { e.preventDefault(); save.mutate(text) }}>
      <TextArea label={t('editLabel')} help={t('editHelp')} rows={10} ref={area} value={text} onChange={setText} error={error} />
      {save.error && !error && <ErrorState error={save.error} />}
      <div className={css['actions']}>
        <Button kind="primary" type="submit" busy={save.isPending}>{t('common:actions.save')}</Button>
        <Button onClick={onDone}>{t('common:actions.cancel')}</Button>
        {journal.edited && <Button kind="quiet" busy={save.isPending} onClick={() => save.mutate('')}>{t('giveBack')}</Button>}
      </div>
    </form>
  )
}
