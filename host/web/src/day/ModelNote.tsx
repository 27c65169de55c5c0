import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { keys } from '@/api/keys'
import type { DayModel, MyModel } from '@/api/modelTypes'
import type { DayBlocks } from '@/api/types'
import { Notice } from '@/kit/feedback/States'

/** Says so when a day still waits for a language model, or has none of its answers. Nothing is asked of the server where no model is used. */
export function ModelNote({ day }: { day: string }) {
  const { t } = useTranslation('day')
  const mine = useQuery({ queryKey: ['models', 'mine'], queryFn: ({ signal }) => api.get<MyModel>('me/ai', {}, signal), staleTime: 300_000 })
  const used = mine.data !== undefined && mine.data.effective !== 'off'
  const blocks = useQuery({
    queryKey: keys.blocks(day), enabled: used,
    queryFn: ({ signal }) => api.get<DayBlocks & { model?: DayModel }>(`days/${day}/blocks`, {}, signal),
  })
  const state = used ? blocks.data?.model?.state : undefined
  if (state === 'pending') return <Notice live>{t('model.pending')}</Notice>
  if (state === 'failed') return <Notice tone="warn" action={<Link className="small" to="/settings" search={{ tab: 'model' }}>{t('model.more')}</Link>}>{t('model.failed')}</Notice>
  return null
}
