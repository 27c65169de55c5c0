import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { GroupBy, StatSession } from '@/api/statsTypes'
import type { Page } from '@/api/types'
import { useFormat } from '@/i18n/useFormat'
import { Button } from '@/kit/basics/Button'
import { Card } from '@/kit/basics/Page'
import { Await, Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { sessionsPage, sessionsQuery } from '@/stats/queries'
import { colourSlots, filterParts, lanesOf } from './model'
import { useValueName } from './useNames'
import css from '@/stats/stats.module.css'

type Props = { start: string; end: string; zone: string; filters: readonly string[]; nameOf: (by: GroupBy, key: string) => string | undefined }

const DAYS_DRAWN = 14
const FIRST = 10
/** Enough for the days drawn. */
const LIMIT = 500

/** One line a day, one bar a session, coloured by tool. The list beside it says the same in words. */
function Lanes({ sessions, zone, colour }: { sessions: readonly StatSession[]; zone: string; colour: (tool: string) => string }) {
  const format = useFormat()
  return (
    <div className={css['lanes']} aria-hidden="true">
      {lanesOf(sessions, zone).slice(0, DAYS_DRAWN).map(({ date, stretches }) => (
        <div key={date} className={css['lane']}>
          <span className="muted small nowrap">{format.date(date)}</span>
          <span className={css['track']}>
            {stretches.map(({ session, from, to }) => (
              <i key={session.id} title={`${session.tool} ${format.time(session.start, zone)}–${format.time(session.end, zone)}`} data-agent={session.source === 'agent' || undefined}
                style={{ insetInlineStart: `${(from / 1440) * 100}%`, width: `max(2px, ${((to - from) / 1440) * 100}%)`, backgroundColor: colour(session.tool) }} />
            ))}
          </span>
        </div>
      ))}
      <div className={css['lane']}><span /><span className={css['clock']}>{[0, 6, 12, 18, 24].map((hour) => <span key={hour} className="muted">{format.number(hour)}</span>)}</span></div>
    </div>
  )
}

/** Consecutive heartbeats of one tool and repository, newest first. */
export function Sessions({ start, end, zone, filters, nameOf }: Props) {
  const { t } = useTranslation(['statistics', 'common'])
  const format = useFormat()
  const valueName = useValueName()
  const problemText = useProblemText()
  const only = (by: GroupBy) => filters.map(filterParts).find((f) => f.by === by)?.key
  const project = only('project')
  const question = { start, end, limit: LIMIT, tool: only('tool'), project: only('repository') ?? (project === undefined ? undefined : nameOf('project', project)) }
  const unfiltered = filters.some((f) => !['tool', 'repository', 'project'].includes(filterParts(f).by))
  const query = useQuery(sessionsQuery(question))
  const [all, setAll] = useState(false)
  // Further pages belong to the first page they followed; a new first page starts over.
  const [later, setLater] = useState<{ after: Page<StatSession>; items: StatSession[]; next: string | null } | null>(null)
  const rest = later !== null && later.after === query.data ? later : null
  const next = rest ? rest.next : (query.data?.next ?? null)
  const more = useMutation({
    mutationFn: () => sessionsPage(question, next),
    onSuccess: (page) => query.data && setLater({ after: query.data, items: [...(rest?.items ?? []), ...page.items], next: page.next }),
  })
  const items = query.data && [...query.data.items, ...(rest?.items ?? [])]
  const byTool = new Map<string, number>()
  for (const session of items ?? []) byTool.set(session.tool, (byTool.get(session.tool) ?? 0) + session.duration_ms)
  const slots = colourSlots([...byTool].sort((a, b) => b[1] - a[1]).map(([key]) => ({ key })))
  const colour = (tool: string) => (slots.has(tool) ? `var(--data-${slots.get(tool)! + 1})` : 'var(--data-none)')
  return (
    <Card title={t('sessions.title')} aside={unfiltered && <span className="muted small">{t('heat.unfiltered')}</span>}>
      <Await query={{ data: items, error: query.error, isPending: query.isPending, refetch: query.refetch }}>
        {(sessions) => sessions.length === 0 ? <p className="muted">{t('sessions.none')}</p> : (
          <>
            <Lanes sessions={sessions} zone={zone} colour={colour} />
            <ul className={css['sessions']} aria-label={t('sessions.title')}>
              {(all ? sessions : sessions.slice(0, FIRST)).map((session) => (
                <li key={session.id}>
                  <span className="num muted small nowrap">{format.moment(session.start, zone)}–{format.time(session.end, zone)}</span>
                  <span className={`${css['key']} grow`}><i style={{ backgroundColor: colour(session.tool) }} /><span className="truncate">{valueName('tool', session.tool)}{session.project && <span className="muted"> · {session.project}</span>}</span></span>
                  {session.source === 'agent' && <span className="muted small">{t('source.agent')}</span>}
                  <b className="num nowrap">{format.duration(session.duration_ms)}</b>
                </li>
              ))}
            </ul>
            {more.error && <Notice tone="danger" live>{problemText(more.error)}</Notice>}
            {!all && sessions.length > FIRST && <p className={css['more']}><Button onClick={() => setAll(true)}>{t('sessions.all', { count: sessions.length })}</Button></p>}
            {all && next && <p className={css['more']}><Button busy={more.isPending} onClick={() => more.mutate()}>{t('common:actions.loadMore')}</Button></p>}
          </>
        )}
      </Await>
    </Card>
  )
}
