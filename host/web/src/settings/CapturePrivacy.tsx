import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { CapturePrivacy as Privacy } from '@/api/captureTypes'
import { useSave } from '@/api/useSave'
import { privacyQuery } from '@/connect/capture/queries'
import { Button } from '@/kit/basics/Button'
import { Card } from '@/kit/basics/Page'
import { Await, Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { Switch, TextArea } from '@/kit/form/Field'
import { notify } from '@/shell/toasts'
import form from '@/kit/form/form.module.css'

const lines = (text: string) => text.split('\n').map((line) => line.trim()).filter(Boolean)

function PrivacyForm({ privacy }: { privacy: Privacy }) {
  const { t } = useTranslation(['capture', 'common'])
  const problemText = useProblemText()
  const [hash, setHash] = useState(privacy.hash_paths)
  const [fill, setFill] = useState(privacy.fill_browser_projects)
  const [projects, setProjects] = useState(privacy.excluded_projects.join('\n'))
  const [files, setFiles] = useState(privacy.excluded_files.join('\n'))
  const save = useSave((body: Privacy) => api.put('me/capture-privacy', body), [privacyQuery.queryKey], () => notify(t('common:actions.saved')))
  const submit = () => !save.isPending && save.mutate({ hash_paths: hash, fill_browser_projects: fill, excluded_projects: lines(projects), excluded_files: lines(files) })
  return (
    <form className={form['form']} noValidate onSubmit={(e) => (e.preventDefault(), submit())}>
      {save.error && <Notice tone="danger" live>{problemText(save.error)}</Notice>}
      <Switch label={t('privacy.hash')} help={t('privacy.hashHelp')} checked={hash} onChange={setHash} />
      <Switch label={t('privacy.fill')} help={t('privacy.fillHelp')} checked={fill} onChange={setFill} />
      <div className={form['columns']}>
        <TextArea label={t('privacy.projects')} optional help={t('privacy.globHelp')} value={projects} onChange={setProjects} spellCheck={false} error={save.fieldError('excluded_projects')} />
        <TextArea label={t('privacy.files')} optional help={t('privacy.globHelp')} value={files} onChange={setFiles} spellCheck={false} error={save.fieldError('excluded_files')} />
      </div>
      <div className={form['buttons']}>
        <Button kind="primary" type="submit" busy={save.isPending}>{t('common:actions.save')}</Button>
        <span className="muted small">{t('privacy.future')}</span>
      </div>
    </form>
  )
}

/** What of the editors' messages is stored. */
export function CapturePrivacy() {
  const { t } = useTranslation('capture')
  const privacy = useQuery(privacyQuery)
  return <Card title={t('privacy.title')}><Await query={privacy}>{(data) => <PrivacyForm privacy={data} />}</Await></Card>
}
