import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Project } from '@/api/types'
import { useSave } from '@/api/useSave'
import { Button } from '@/kit/basics/Button'
import { Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { Switch, TextField } from '@/kit/form/Field'
import { Dialog } from '@/kit/overlay/Dialog'
import { dataColors } from '@/lib/color'
import { notify } from '@/shell/toasts'
import form from '@/kit/form/form.module.css'
import css from './projects.module.css'

type Props = { project?: Project; onClose: () => void; onSaved?: (project: Project) => void }

/** Makes or changes a project. Without a colour of one's own the server gives the next free one. */
export function ProjectDialog({ project, onClose, onSaved }: Props) {
  const { t } = useTranslation(['projects', 'common'])
  const problemText = useProblemText()
  const [name, setName] = useState(project?.name ?? '')
  const [key, setKey] = useState(project?.key ?? '')
  const [color, setColor] = useState(project?.color ?? '')
  const [tracker, setTracker] = useState(project?.tracker_enabled ?? true)
  const [empty, setEmpty] = useState(false)
  const save = useSave(
    (body: object) => (project ? api.patch<Project>(`projects/${project.id}`, body) : api.post<Project>('projects', body)),
    [['projects'], ['tasks']],
    (saved) => {
      notify(t('common:actions.saved'))
      onClose()
      onSaved?.(saved)
    },
  )
  const submit = () => {
    setEmpty(name.trim() === '')
    if (name.trim() === '' || save.isPending) return
    save.mutate({ name: name.trim(), key: key.trim() || undefined, color: color || undefined, tracker_enabled: tracker })
  }
  const colors = [...new Set([...dataColors, ...(project ? [project.color.toLowerCase()] : [])])]
  return (
    <Dialog open onClose={onClose} title={project ? t('edit') : t('new')}>
      <form className={form['form']} noValidate onSubmit={(e) => (e.preventDefault(), submit())}>
        {save.error && <Notice tone="danger" live>{problemText(save.error)}</Notice>}
        <TextField label={t('name')} value={name} onChange={setName} maxLength={120} error={empty && name.trim() === '' ? 'required' : save.fieldError('name')} />
        <TextField label={t('key')} optional help={t('keyHelp')} value={key} onChange={setKey} maxLength={32} error={save.fieldError('key')} />
        <fieldset className={form['field']}>
          <legend className={form['label']}>{t('color')}</legend>
          <div className={css['colors']}>
            {colors.map((c, i) => (
              <label key={c} className={css['color']} style={{ backgroundColor: c }}>
                <input type="radio" name="color" className="visually-hidden" checked={color.toLowerCase() === c} onChange={() => setColor(c)} aria-label={t('colorNumber', { number: i + 1 })} />
              </label>
            ))}
          </div>
          {!project && <p className={form['help']}>{t('colorHelp')}</p>}
        </fieldset>
        <Switch label={t('tracker')} help={t('trackerHelp')} checked={tracker} onChange={setTracker} />
        <div className={form['buttons']}>
          <Button kind="primary" type="submit" busy={save.isPending}>{t('common:actions.save')}</Button>
          <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
