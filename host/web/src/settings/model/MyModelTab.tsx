import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { MyModel, MyModelMode } from '@/api/modelTypes'
import { useSave } from '@/api/useSave'
import { useIsAdmin } from '@/api/useMe'
import { ButtonLink } from '@/kit/basics/Button'
import { StatusDot } from '@/kit/basics/Marks'
import { Card } from '@/kit/basics/Page'
import { Await, Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { Segments } from '@/kit/form/Segments'
import { notify } from '@/shell/toasts'
import { Preview } from './Preview'
import { modelsKey, myModelQuery } from './queries'
import { useModelWords } from './useModelWords'

const modes: readonly MyModelMode[] = ['inherit', 'local', 'off']

/** A person's own word on language models, and exactly what one would be told. */
export default function MyModelTab() {
  const { t } = useTranslation('models')
  const mine = useQuery(myModelQuery)
  return (
    <>
      <Card title={t('mine.title')}><Await query={mine}>{(data) => <Own mine={data} />}</Await></Card>
      <Preview />
    </>
  )
}

function Own({ mine }: { mine: MyModel }) {
  const { t } = useTranslation(['models', 'common'])
  const problemText = useProblemText()
  const words = useModelWords()
  const admin = useIsAdmin()
  const save = useSave((mode: MyModelMode) => api.put<MyModel>('me/ai', { mode }), [modelsKey], () => notify(t('common:actions.saved')))
  const shown = save.isPending ? save.variables : mine.mode
  return (
    <div className="stack">
      {save.error && <Notice tone="danger" live>{problemText(save.error)}</Notice>}
      <div className="row between">
        <StatusDot tone={mine.effective === 'off' ? 'neutral' : mine.effective === 'local' ? 'ok' : 'accent'}>
          {mine.effective === 'off' ? words.reason(mine.reason ?? 'off') : t(`effective.${mine.effective}`, { model: mine.model ?? '', host: mine.host ?? '' })}
        </StatusDot>
        {admin && mine.reason === 'not-configured' && <ButtonLink small to="/settings" search={{ tab: 'workspace-model' }}>{t('mine.configure')}</ButtonLink>}
      </div>
      <Segments showLabel label={t('mine.mode')} value={shown} onChange={(mode) => save.mutate(mode)} options={modes.map((value) => ({ value, label: t(`mine.${value}`) }))} />
      <p className="muted small">{t(`mine.${shown}Help`)}</p>
      <div className="small">
        <p><strong>{t('sent.title')}</strong></p>
        <p>{t('sent.what')}</p>
        <p>{t('sent.never')}</p>
        <p className="muted">{t('sent.without')}</p>
      </div>
    </div>
  )
}
