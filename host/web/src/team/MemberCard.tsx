import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { TeamMember } from '@/api/reportTypes'
import { useFormat } from '@/i18n/useFormat'
import { Swatch } from '@/kit/basics/Chips'
import { Card } from '@/kit/basics/Page'
import { Await, Empty } from '@/kit/feedback/States'
import { DataTable, type Column } from '@/kit/table/DataTable'
import type { Range } from '@/lib/range'

type Row = { id: string; name: string; color: string | null; total_ms: number; reviewed_ms: number }

const rowsOf = (member: TeamMember, rest: string): Row[] => member.projects.flatMap((project) => [
  project,
  ...(project.tasks.length > 1 || project.tasks[0]?.id ? project.tasks : []).map((task) => ({
    id: `${project.id}/${task.id ?? ''}`, name: task.key ? `${task.key} ${task.title ?? ''}` : rest, color: null, total_ms: task.total_ms, reviewed_ms: task.reviewed_ms,
  })),
])

/** One member's time by project and task. */
export function MemberCard({ person, range }: { person: string; range: Range }) {
  const { t } = useTranslation('team')
  const format = useFormat()
  const question = { start: range.from, end: range.to }
  const member = useQuery({
    queryKey: ['team', person, question], queryFn: ({ signal }) => api.get<TeamMember>(`team/${person}`, question, signal), staleTime: Infinity,
    refetchOnWindowFocus: false, refetchOnReconnect: false,
  })
  const columns: Column<Row>[] = [
    { key: 'name', title: t('project'), phone: 'title', cell: (row) => (row.color ? <strong className="row"><Swatch color={row.color} />{row.name}</strong> : row.name) },
    { key: 'time', title: t('time'), number: true, cell: (row) => format.duration(row.total_ms) },
    { key: 'reviewed', title: t('reviewed'), number: true, cell: (row) => format.percent(row.total_ms > 0 ? row.reviewed_ms / row.total_ms : 0) },
  ]
  return (
    <Card title={member.data?.name ?? t('member')} flush={(member.data?.projects.length ?? 0) > 0}>
      <Await query={member}>
        {(data) => data.projects.length === 0
          ? <Empty icon="clock" title={t('none')} />
          : <DataTable caption={data.name} columns={columns} rows={rowsOf(data, t('noTask'))} keyOf={(row) => row.id} dim={(row) => row.color === null} />}
      </Await>
    </Card>
  )
}
