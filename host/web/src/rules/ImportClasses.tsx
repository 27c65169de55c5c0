import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { useSave } from '@/api/useSave'
import { useFormat } from '@/i18n/useFormat'
import { Button } from '@/kit/basics/Button'
import { Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { TextArea } from '@/kit/form/Field'
import { Dialog } from '@/kit/overlay/Dialog'
import { classesOf } from '@/lib/awClasses'
import { staleByRules } from './queries'
import form from '@/kit/form/form.module.css'

type Imported = { created: number; skipped: { name: string | string[]; reason: string }[] }

/** Takes over the categories of ActivityWatch: pasted, or from its export file. */
export function ImportClasses({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['rules', 'common'])
  const format = useFormat()
  const problemText = useProblemText()
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState(false)
  const load = useSave((classes: unknown[]) => api.post<Imported>('rules/import/activitywatch', { classes }), staleByRules)
  const submit = () => {
    const classes = classesOf(text)
    setWrong(classes === null)
    if (classes && !load.isPending) load.mutate(classes)
  }
  return (
    <Dialog open onClose={onClose} title={t('import.title')} wide>
      {load.data ? (
        <>
          <Notice tone={load.data.skipped.length > 0 ? 'warn' : 'ok'} live>{t('import.done', { count: load.data.created, number: format.number(load.data.created) })}</Notice>
          {load.data.skipped.length > 0 && (
            <section>
              <h3>{t('import.skipped')}</h3>
              <ul className="muted small">{load.data.skipped.map((s, i) => <li key={i}>{Array.isArray(s.name) ? s.name.join(' › ') : s.name}: {s.reason}</li>)}</ul>
            </section>
          )}
          <div><Button kind="primary" onClick={onClose}>{t('common:actions.close')}</Button></div>
        </>
      ) : (
        <form className={form['form']} noValidate onSubmit={(e) => (e.preventDefault(), submit())}>
          <p className="muted">{t('import.help')}</p>
          {load.error && <Notice tone="danger" live>{problemText(load.error)}</Notice>}
          <TextArea label={t('import.label')} rows={9} spellCheck={false} value={text} onChange={setText} error={wrong ? 'invalid' : load.fieldError('classes')} />
          <div className={form['field']}>
            <label className={form['label']} htmlFor="classes-file">{t('import.file')}</label>
            <input id="classes-file" type="file" accept=".json,application/json" onChange={(e) => void e.target.files?.[0]?.text().then(setText)} />
          </div>
          <div className={form['buttons']}>
            <Button kind="primary" type="submit" busy={load.isPending}>{t('import.do')}</Button>
            <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}
