import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Share } from '@/api/statsTypes'
import { useSave } from '@/api/useSave'
import { useFormat } from '@/i18n/useFormat'
import { Button } from '@/kit/basics/Button'
import { Badge } from '@/kit/basics/Marks'
import { CopyBlock } from '@/kit/basics/CopyBlock'
import { Card, Page } from '@/kit/basics/Page'
import { Await, Empty, Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { ConfirmDialog } from '@/kit/overlay/ConfirmDialog'
import { notify } from '@/shell/toasts'
import { useShortcuts } from '@/shell/keyboard'
import { sharesQuery } from '@/stats/queries'
import { StatTabs } from '@/stats/StatTabs'
import { NewShare } from './NewShare'
import css from '@/stats/stats.module.css'

const expired = (share: Share) => share.expires_at !== null && Date.parse(share.expires_at) <= Date.now()

function useFieldList() {
  const { t } = useTranslation('sharing')
  const format = useFormat()
  return (share: Share) =>
    share.kind === 'badge' ? `${share.metric === 'total' ? t('metric.total') : `${t(`metric.${share.metric}`)} ${share.value ?? ''}`}, ${t(`range.${share.range}`)}`
      : `${format.list(share.fields.map((f) => t(`field.${f}`)))} · ${t(`range.${share.range}`)}`
}

function ShareItem({ share, onRevoke }: { share: Share; onRevoke: () => void }) {
  const { t } = useTranslation('sharing')
  const format = useFormat()
  const problemText = useProblemText()
  const fieldList = useFieldList()
  const renew = useSave((id: string) => api.post<Share>(`shares/${id}/renew`), [sharesQuery.queryKey], () => notify(t('renewed')))
  return (
    <li className={css['share']}>
      <div className="row between">
        <div className="grow">
          <h3>{share.label || t(`kind.${share.kind}`)} {expired(share) && <Badge tone="warn">{t('expired')}</Badge>}</h3>
          <p className="muted small">{fieldList(share)}</p>
        </div>
        {share.image_url && !expired(share) && <img className={css['badge']} src={share.image_url} alt={t('badgeAlt', { label: share.label })} height={20} />}
      </div>
      {share.markdown && <CopyBlock label={t('markdown')} text={share.markdown} />}
      <CopyBlock label={share.kind === 'badge' ? t('imageUrl') : t('pageUrl')} text={share.image_url ?? share.url} />
      {share.shields_url && <details><summary><span className="small">{t('shields')}</span></summary><CopyBlock label={t('shieldsUrl')} text={share.shields_url} /></details>}
      {renew.error && <Notice tone="danger" live>{problemText(renew.error)}</Notice>}
      <div className="row between">
        <p className="muted small">
          {share.expires_at ? t(expired(share) ? 'expiredOn' : 'until', { date: format.day(share.expires_at) }) : t('noEnd')}
          {' · '}{share.last_seen_at ? t('seen', { ago: format.ago(share.last_seen_at) }) : t('neverSeen')}
        </p>
        <div className="row">
          <Button small icon="refresh" busy={renew.isPending} onClick={() => renew.mutate(share.id)}>{t('renew')}</Button>
          <Button small kind="danger" onClick={onRevoke}>{t('revoke')}</Button>
        </div>
      </div>
    </li>
  )
}

/** What anybody with the right link can see, nothing more; each field was chosen. */
export function SharingPage() {
  const { t } = useTranslation('sharing')
  const shares = useQuery(sharesQuery)
  const [creating, setCreating] = useState<Share['kind'] | null>(null)
  const [revoking, setRevoking] = useState<Share | null>(null)
  const revoke = useSave((id: string) => api.delete(`shares/${id}`), [sharesQuery.queryKey])
  useShortcuts([{ keys: 'n', label: t('newBadge'), run: () => setCreating('badge') }])
  return (
    <Page title={t('title')} lead={t('lead')}
      actions={<><Button icon="plus" onClick={() => setCreating('summary')}>{t('newSummary')}</Button><Button kind="primary" icon="plus" onClick={() => setCreating('badge')}>{t('newBadge')}</Button></>}>
      <StatTabs />
      <Await query={shares}>
        {({ items }) => items.length === 0 ? (
          <Card>
            <Empty icon="link" title={t('emptyTitle')} action={<Button kind="primary" icon="plus" onClick={() => setCreating('badge')}>{t('newBadge')}</Button>}>{t('emptyText')}</Empty>
          </Card>
        ) : (
          <>
            <Notice>{t('public', { count: items.filter((s) => !expired(s)).length })}</Notice>
            {(['badge', 'summary'] as const).map((kind) => {
              const own = items.filter((s) => s.kind === kind)
              return own.length > 0 && <Card key={kind} title={t(`list.${kind}`)} flush><ul className={css['shares']}>{own.map((s) => <ShareItem key={s.id} share={s} onRevoke={() => setRevoking(s)} />)}</ul></Card>
            })}
          </>
        )}
      </Await>
      {creating && <NewShare kind={creating} onClose={() => setCreating(null)} />}
      {revoking && (
        <ConfirmDialog open onClose={() => setRevoking(null)} title={t('revokeTitle', { name: revoking.label })} confirm={t('revoke')} run={() => revoke.mutateAsync(revoking.id)}>{t('revokeText')}</ConfirmDialog>
      )}
    </Page>
  )
}
