import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { keys } from '@/api/keys'
import type { ApiToken, Page } from '@/api/types'
import { useIsAdmin } from '@/api/useMe'
import { useFormat } from '@/i18n/useFormat'
import { Button } from '@/kit/basics/Button'
import { Card } from '@/kit/basics/Page'
import { useSave } from '@/api/useSave'
import { Await, Empty } from '@/kit/feedback/States'
import { ConfirmDialog } from '@/kit/overlay/ConfirmDialog'
import { DataTable, type Column } from '@/kit/table/DataTable'
import { NewToken } from './NewToken'

/** Personal tokens: what scripts and tools sign in with. */
export function Tokens() {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const admin = useIsAdmin()
  const [creating, setCreating] = useState(false)
  const [removing, setRemoving] = useState<ApiToken | null>(null)
  const tokens = useQuery({ queryKey: keys.tokens, queryFn: ({ signal }) => api.get<Page<ApiToken>>('me/api-tokens', {}, signal) })
  const remove = useSave((id: string) => api.delete(`me/api-tokens/${id}`), [keys.tokens])
  const add = <Button small kind="primary" icon="plus" onClick={() => setCreating(true)}>{t('tokens.new')}</Button>
  const columns: Column<ApiToken>[] = [
    { key: 'name', title: t('tokens.name'), phone: 'title', cell: (x) => <span>{x.name} <code className="muted">{x.prefix}…</code></span> },
    { key: 'scopes', title: t('tokens.scopes'), cell: (x) => format.list(x.scopes.map((s) => t(`scope.${s}`))) },
    { key: 'used', title: t('tokens.used'), cell: (x) => (x.last_used_at ? format.ago(x.last_used_at) : t('tokens.never')) },
    { key: 'expires', title: t('tokens.expires'), cell: (x) => (x.expires_at ? <span className="nowrap">{format.day(x.expires_at)}</span> : null) },
    { key: 'revoke', end: true, title: t('tokens.revoke'), hideTitle: true, cell: (x) => <Button small kind="danger" onClick={() => setRemoving(x)}>{t('tokens.revoke')}</Button> },
  ]
  return (
    <Card title={t('tab.tokens')} aside={(tokens.data?.items.length ?? 0) > 0 && add} flush={(tokens.data?.items.length ?? 0) > 0}>
      <Await query={tokens}>
        {({ items }) => items.length === 0
          ? <Empty icon="key" title={t('tokens.emptyTitle')} action={add}>{t('tokens.emptyText')}</Empty>
          : <DataTable caption={t('tab.tokens')} columns={columns} rows={items} keyOf={(x) => x.id} />}
      </Await>
      {creating && <NewToken admin={admin} onClose={() => setCreating(false)} />}
      {removing && (
        <ConfirmDialog open onClose={() => setRemoving(null)} title={t('tokens.revokeTitle', { name: removing.name })} confirm={t('tokens.revoke')} run={() => remove.mutateAsync(removing.id)}>
          {t('tokens.revokeText')}
        </ConfirmDialog>
      )}
    </Card>
  )
}
