import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { journalKeys } from '@/api/journal'
import type { Journal } from '@/api/journalTypes'
import { useSave } from '@/api/useSave'
import { Button } from '@/kit/basics/Button'
import { Card } from '@/kit/basics/Page'
import { ErrorState } from '@/kit/feedback/States'
import { TextArea } from '@/kit/form/Field'
import css from './journal.module.css'

/** The person's own words beside the text. */
export function Notes({ journal }: { journal: Journal }) {
  const { t } = useTranslation(['journal', 'common'])
  const queries = useQueryClient()
  const [notes, setNotes] = useState<string | null>(null)
  const value = notes ?? journal.notes
  const save = useSave((text: string) => api.put<Journal>(`journal/${journal.date}/notes`, { notes: text }), [journalKeys.all], (saved) => {
    queries.setQueryData(journalKeys.day(journal.date), saved)
    setNotes(null)
  })
  const error = save.fieldError('notes')
  return (
    <Card title={t('notes.title')}>
      <form className={css['form']} onSubmit={(e) => { e.preventDefault(); save.mutate(value) }}>
        <TextArea label={t('notes.label')} help={t('notes.help')} rows={4} value={value} onChange={setNotes} error={error} />
        {save.error && !error && <ErrorState error={save.error} />}
        <div className={css['actions']}>
          <Button type="submit" busy={save.isPending} disabled={value === journal.notes}>{t('common:actions.save')}</Button>
          <span role="status" className="muted small">{save.isSuccess && value === journal.notes ? t('notes.saved') : ''}</span>
        </div>
      </form>
    </Card>
  )
}
