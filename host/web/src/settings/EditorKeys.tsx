import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { EditorKey } from '@/api/captureTypes'
import { useSave } from '@/api/useSave'
import { editorKeysQuery } from '@/connect/capture/queries'
import { useFormat } from '@/i18n/useFormat'
import { Button } from '@/kit/basics/Button'
import { Card } from '@/kit/basics/Page'
import { Await } from '@/kit/feedback/States'
import { ConfirmDialog } from '@/kit/overlay/ConfirmDialog'
import { DataTable, type Column } from '@/kit/table/DataTable'

/** The keys editors and scripts send with. */
export function EditorKeys() {
  const { t } = useTranslation(['capture', 'settings'])
  const format = useFormat()
  const keys = useQuery(editorKeysQuery)
  const [removing, setRemoving] = useState<EditorKey | null>(null)
  const remove = useSave((id: string) => api.delete(`me/editor-keys/${id}`), [editorKeysQuery.queryKey])
  const columns: Column<EditorKey>[] = [
    { key: 'name', title: t('settings:tokens.name'), phone: 'title', cell: (x) => <span>{x.name} <code className="muted">{x.prefix}…</code></span> },
    { key: 'made', title: t('keys.made'), phone: 'hide', cell: (x) => <span className="nowrap">{format.day(x.created_at)}</span> },
    { key: 'used', title: t('keys.used'), cell: (x) => (x.last_used_at ? format.ago(x.last_used_at) : t('settings:tokens.never')) },
    { key: 'revoke', end: true, title: t('settings:tokens.revoke'), hideTitle: true, cell: (x) => <Button small kind="danger" aria-label={t('keys.revokeTitle', { name: x.name })} onClick={() => setRemoving(x)}>{t('settings:tokens.revoke')}</Button> },
  ]
  const some = (keys.data?.items.length ?? 0) > 0
  return (
    <Card title={t('keys.title')} flush={some}>
      <Await query={keys}>
        {({ items }) => items.length === 0
          ? <p className="muted">{t('keys.none')} {t('keys.text')}</p>
          : <DataTable caption={t('keys.title')} columns={columns} rows={items} keyOf={(x) => x.id} />}
      </Await>
      {removing && (
        <ConfirmDialog open onClose={() => setRemoving(null)} title={t('keys.revokeTitle', { name: removing.name })} confirm={t('settings:tokens.revoke')} run={() => remove.mutateAsync(removing.id)}>
          {t('keys.revokeText')}
        </ConfirmDialog>
      )}
    </Card>
  )
}
