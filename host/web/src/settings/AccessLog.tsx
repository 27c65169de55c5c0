import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Look } from '@/api/reportTypes'
import type { Page } from '@/api/types'
import { useZone } from '@/api/useMe'
import { useFormat } from '@/i18n/useFormat'
import { Button } from '@/kit/basics/Button'
import { Card } from '@/kit/basics/Page'
import { Await, Empty } from '@/kit/feedback/States'
import { DataTable, type Column } from '@/kit/table/DataTable'

/** Who looked at one's time, when, at what and which days. */
export default function AccessLog() {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const zone = useZone()
  const looks = useInfiniteQuery({
    queryKey: ['me', 'access-log'],
    queryFn: ({ pageParam, signal }) => api.get<Page<Look>>('me/access-log', { cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })
  const columns: Column<Look>[] = [
    { key: 'who', title: t('looks.who'), phone: 'title', cell: (x) => x.viewer_name },
    { key: 'at', title: t('looks.at'), cell: (x) => <span className="nowrap">{format.moment(x.at, zone)}</span> },
    { key: 'what', title: t('looks.what'), cell: (x) => t(`looks.is.${x.what as 'team'}`) },
    { key: 'days', title: t('looks.days'), cell: (x) => <span className="nowrap">{format.range(x.first_day, x.last_day)}</span> },
    { key: 'where', title: t('looks.workspace'), phone: 'hide', cell: (x) => x.workspace_name },
  ]
  const rows = looks.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Card title={t('tab.access')} flush={rows.length > 0}>
      <Await query={looks}>
        {() => rows.length === 0
          ? <Empty icon="eye" title={t('looks.none')}>{t('looks.text')}</Empty>
          : <DataTable caption={t('tab.access')} columns={columns} rows={rows} keyOf={(x) => x.id} />}
      </Await>
      {looks.hasNextPage && <p className="row"><Button busy={looks.isFetchingNextPage} onClick={() => void looks.fetchNextPage()}>{t('looks.more')}</Button></p>}
    </Card>
  )
}
