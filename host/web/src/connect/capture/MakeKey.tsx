import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { NewEditorKey } from '@/api/captureTypes'
import { devicesQuery } from '@/api/queries'
import type { DeviceKind, NewDevice } from '@/api/types'
import { Button } from '@/kit/basics/Button'
import { Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import form from '@/kit/form/form.module.css'
import { FirstSample, heardOf, type Before } from './FirstSample'
import { editorKeysQuery } from './queries'

type Props = {
  /** What the key is called in the list where it can be revoked. */
  name: string
  what: 'key' | 'token'
  kinds: readonly DeviceKind[]
  children: (secret: string) => ReactNode
}

/** A key on demand, shown this once inside what is to be pasted; then it waits for what arrives with it. */
export function MakeKey({ name, what, kinds, children }: Props) {
  const { t } = useTranslation('capture')
  const problemText = useProblemText()
  const queries = useQueryClient()
  const [before, setBefore] = useState<Before | null>(null)
  const make = useMutation({
    mutationFn: async () => {
      const known = await queries.fetchQuery({ ...devicesQuery, staleTime: 0 })
      const made = what === 'key' ? await api.post<NewEditorKey>('me/editor-keys', { name }) : await api.post<NewDevice>('devices', { name })
      setBefore(heardOf(known.items))
      return 'key' in made ? { secret: made.key, keyId: made.id } : { secret: made.token, keyId: undefined }
    },
    onSuccess: () => Promise.all([queries.invalidateQueries({ queryKey: editorKeysQuery.queryKey }), queries.invalidateQueries({ queryKey: devicesQuery.queryKey })]),
  })
  if (make.data !== undefined && before) {
    return (
      <>
        <Notice tone="warn">{t('once')}</Notice>
        {children(make.data.secret)}
        <FirstSample before={before} kinds={kinds} keyId={make.data.keyId} />
      </>
    )
  }
  return (
    <>
      {make.error && <Notice tone="danger" live>{problemText(make.error)}</Notice>}
      <div className={form['buttons']}><Button kind="primary" icon="key" busy={make.isPending} onClick={() => make.mutate()}>{t(`make.${what}`)}</Button></div>
    </>
  )
}
