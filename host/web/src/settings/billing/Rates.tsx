import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Billing, Client, Rate } from '@/api/billingTypes'
import { api } from '@/api/client'
import { keys } from '@/api/keys'
import type { Member, Page } from '@/api/types'
import { useSave } from '@/api/useSave'
import { billingStale } from '@/billing/queries'
import { useFormat } from '@/i18n/useFormat'
import { Button, IconButton } from '@/kit/basics/Button'
import { Card } from '@/kit/basics/Page'
import { Empty } from '@/kit/feedback/States'
import { ConfirmDialog } from '@/kit/overlay/ConfirmDialog'
import { DataTable, type Column } from '@/kit/table/DataTable'
import { money } from '@/lib/money'
import { RateDialog } from './RateDialog'
import { placed, type Placed } from './rateOrder'

/** What an hour costs, from the widest place to the narrowest. */
export function Rates({ billing, clients }: { billing: Billing; clients: readonly Client[] }) {
  const { t } = useTranslation(['billing', 'common'])
  const format = useFormat()
  const [adding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<Placed | null>(null)
  const members = useQuery({ queryKey: keys.members, queryFn: ({ signal }) => api.get<Page<Member>>('members', {}, signal) }).data?.items ?? []
  const remove = useSave((id: string) => api.delete(`billing/rates/${id}`), billingStale)
  const nameOf = ({ place, name }: Placed) => (place === 'all' ? t('rates.all') : name || t('rates.unknown'))
  const personOf = (rate: Rate) => (rate.of_person ? (members.find((m) => m.user_id === rate.person_id)?.name ?? t('rates.left')) : t('rates.everybody'))
  const amountOf = (rate: Rate) => money(rate.minor_per_hour, billing.currency, format.locale)
  const columns: Column<Placed>[] = [
    {
      key: 'place', title: t('rates.place'), phone: 'title',
      cell: (row) => <span>{nameOf(row)} {row.place !== 'all' && <span className="muted small">{t(`rates.is.${row.place}`)}</span>}</span>,
    },
    { key: 'person', title: t('rates.person'), cell: ({ rate }) => <span className={rate.of_person ? undefined : 'muted'}>{personOf(rate)}</span> },
    { key: 'from', title: t('rates.from'), cell: ({ rate }) => <span className="nowrap">{format.date(rate.effective_from, 'year')}</span> },
    { key: 'amount', title: t('rates.perHour'), number: true, cell: ({ rate }) => amountOf(rate) },
    {
      key: 'remove', end: true, title: t('common:actions.delete'), hideTitle: true,
      cell: (row) => <IconButton small icon="trash" label={t('rates.removeOf', { place: nameOf(row), amount: amountOf(row.rate) })} onClick={() => setRemoving(row)} />,
    },
  ]
  const add = <Button small kind="primary" icon="plus" onClick={() => setAdding(true)}>{t('rates.add')}</Button>
  const rows = placed(billing, clients)
  return (
    <Card title={t('rates.title')} flush={rows.length > 0} aside={rows.length > 0 && add}>
      {rows.length === 0
        ? <Empty icon="tag" title={t('rates.emptyTitle')} action={add}>{t('rates.emptyText')}</Empty>
        : <DataTable caption={t('rates.title')} columns={columns} rows={rows} keyOf={(row) => row.rate.id} />}
      {adding && <RateDialog billing={billing} clients={clients} members={members} onClose={() => setAdding(false)} />}
      {removing && (
        <ConfirmDialog open onClose={() => setRemoving(null)} title={t('rates.removeTitle')} confirm={t('common:actions.delete')} run={() => remove.mutateAsync(removing.rate.id)}>
          <p>{t('rates.removeWhat', { place: nameOf(removing), person: personOf(removing.rate), amount: amountOf(removing.rate), date: format.date(removing.rate.effective_from, 'year') })}</p>
          <p>{t('rates.removeText')}</p>
        </ConfirmDialog>
      )}
    </Card>
  )
}
