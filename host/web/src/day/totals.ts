import type { Entry, ProjectRef, TaskRef, TimesheetDay } from '@/api/types'
import { roundShares } from '@/lib/duration'

/** Sums of time entries by project, as the timesheet counts them. Rounded ones add up to what is shown beside them. */

/** Dismissed, personal and idle time is no work; manual time beside other entries is shown, but never counted twice. */
export const counts = (entry: Entry): boolean =>
  entry.status !== 'dismissed' && entry.lane !== 'parallel' && (entry.status === 'manual' || entry.kind === 'work' || entry.kind === 'neutral')

export interface ProjectTotal {
  project: ProjectRef | null
  ms: number
  draftMs: number
  tasks: { task: TaskRef | null; ms: number }[]
}

/** Largest first; time without a project last, however much it is. */
export function byProject(entries: readonly Entry[]): ProjectTotal[] {
  const totals = new Map<string, ProjectTotal>()
  for (const entry of entries) {
    if (!counts(entry)) continue
    const key = entry.project?.id ?? ''
    let total = totals.get(key)
    if (!total) totals.set(key, (total = { project: entry.project, ms: 0, draftMs: 0, tasks: [] }))
    total.ms += entry.duration_ms
    if (entry.status === 'inferred') total.draftMs += entry.duration_ms
    const task = total.tasks.find((one) => one.task?.id === entry.task?.id)
    if (task) task.ms += entry.duration_ms
    else total.tasks.push({ task: entry.task, ms: entry.duration_ms })
  }
  for (const total of totals.values()) total.tasks.sort((a, b) => b.ms - a.ms)
  return [...totals.values()].sort((a, b) => Number(!a.project) - Number(!b.project) || b.ms - a.ms)
}

export interface GridRow {
  project: ProjectRef | null
  /** One a day, in the order of the days. */
  cells: number[]
  /** Of that, not reviewed yet. */
  open: boolean[]
  total: number
}

export interface Grid {
  rows: GridRow[]
  days: { date: string; total: number }[]
  total: number
}

/** Projects × days in whole `unit`s: every column adds up to the day's rounded total, every row and the corner to what is shown. */
export function gridOf(days: readonly TimesheetDay[], unit: number): Grid {
  const perDay = days.map((day) => byProject(day.entries))
  const projects = byProject(days.flatMap((day) => day.entries)).map((one) => one.project)
  const columns = perDay.map((totals) => {
    const find = (project: ProjectRef | null) => totals.find((one) => one.project?.id === project?.id)
    return {
      cells: roundShares(projects.map((project) => find(project)?.ms ?? 0), unit),
      open: projects.map((project) => (find(project)?.draftMs ?? 0) > 0),
    }
  })
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
  const rows = projects.map((project, i) => {
    const cells = columns.map((column) => column.cells[i]!)
    return { project, cells, open: columns.map((column) => column.open[i]!), total: sum(cells) }
  })
  const totals = days.map((day, i) => ({ date: day.date, total: sum(columns[i]!.cells) }))
  return { rows, days: totals, total: sum(totals.map((day) => day.total)) }
}

/** What a person means to work on a weekday, from the hours in their settings. */
export function targetMs(schedule: readonly { weekday: number; start: string; end: string }[], weekday: number): number {
  const minutes = (clock: string) => {
    const [h = 0, m = 0] = clock.split(':').map(Number)
    return h * 60 + m
  }
  return schedule.filter((one) => one.weekday === weekday).reduce((sum, one) => sum + Math.max(0, minutes(one.end) - minutes(one.start)), 0) * 60_000
}
