import type { DayTimeline, Entry, ProjectRef, TimelineLane } from '@/api/types'
import { decodeLane, toSpans, type Spans } from './timelineCore'
import { HOUR } from './timelineCoreView'

/** One day ready to be drawn: the lanes of the server and, below them, the person's entries. */

export type LaneKind = TimelineLane['kind'] | 'entries' | 'parallel'

export interface DayLane {
  id: string
  name: string
  kind: LaneKind
  spans: Spans
}

export interface DayModel {
  date: string
  zone: string
  /** The day's first instant, in Unix milliseconds. */
  origin: number
  /** 23, 24 or 25 hours, in milliseconds. */
  length: number
  /** Offset of the first whole hour of the wall clock. */
  phase: number
  lanes: DayLane[]
  strings: readonly string[]
  projects: readonly ProjectRef[]
  blockIds: readonly string[]
  entries: readonly Entry[]
}

/** What a span is, in words and references. */
export interface DayItem {
  lane: DayLane
  index: number
  /** Offsets in the day. */
  start: number
  end: number
  title: string
  detail: string
  state: string
  project: ProjectRef | null
  blockId: string | null
  entry: Entry | null
}

const order: LaneKind[] = ['activity', 'presence', 'timeline', 'blocks', 'entries', 'parallel']

/** The server's own lane of spans says the same as blocks once these exist; one of the two is enough. */
export function buildDay(timeline: DayTimeline, entries: readonly Entry[]): DayModel {
  const origin = Date.parse(timeline.start)
  const lanes: DayLane[] = timeline.lanes.map((lane) => ({
    id: lane.id, name: lane.name, kind: lane.kind, spans: decodeLane(lane),
  }))
  const projects = [...timeline.projects]
  const projectIndex = new Map(projects.map((project, i) => [project.id, i]))
  const indexOf = (project: ProjectRef | null) => {
    if (!project) return -1
    const known = projectIndex.get(project.id)
    if (known !== undefined) return known
    projectIndex.set(project.id, projects.length)
    return projects.push(project) - 1
  }
  const main = entries.filter((entry) => entry.lane !== 'parallel')
  const parallel = entries.filter((entry) => entry.lane === 'parallel')
  const sorted = [...main, ...parallel]
  lanes.push(entryLane('entries', sorted, 0, main.length, origin, indexOf))
  if (parallel.length > 0) lanes.push(entryLane('parallel', sorted, main.length, sorted.length, origin, indexOf))
  lanes.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
  return {
    date: timeline.date, zone: timeline.time_zone, origin, length: Date.parse(timeline.end) - origin,
    phase: phaseOf(origin, timeline.time_zone), lanes, strings: timeline.strings, projects,
    blockIds: timeline.block_ids, entries: sorted,
  }
}

function entryLane(
  kind: 'entries' | 'parallel',
  all: readonly Entry[],
  from: number,
  to: number,
  origin: number,
  indexOf: (project: ProjectRef | null) => number,
): DayLane {
  const list = all.slice(from, to)
  const spans = toSpans(list.length, (i) => Date.parse(list[i]!.start) - origin, (i) => Date.parse(list[i]!.end) - origin, {
    block: list.map((_, i) => from + i),
    project: list.map((entry) => indexOf(entry.project)),
  })
  return { id: kind, name: kind, kind, spans }
}

/** Milliseconds from `origin` to the next whole hour on the wall clock of `zone`. */
export function phaseOf(origin: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, minute: '2-digit', second: '2-digit' }).formatToParts(origin)
  const value = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0)
  const past = (value('minute') * 60 + value('second')) * 1000
  return past === 0 ? 0 : HOUR - past
}

const text = (model: DayModel, index: number): string => (index < 0 ? '' : (model.strings[index] ?? ''))

export const isEntryLane = (lane: DayLane): boolean => lane.kind === 'entries' || lane.kind === 'parallel'

export function itemAt(model: DayModel, lane: DayLane, index: number): DayItem {
  const { spans } = lane
  const base = { lane, index, start: spans.start[index]!, end: spans.end[index]! }
  const project = spans.project[index]! < 0 ? null : (model.projects[spans.project[index]!] ?? null)
  if (isEntryLane(lane)) {
    const entry = model.entries[spans.block[index]!]!
    const title = entry.task ? `${entry.task.key} ${entry.task.title}` : (entry.description ?? project?.name ?? '')
    return { ...base, title, detail: entry.description ?? '', state: entry.status, project, blockId: entry.block_id, entry }
  }
  const block = spans.block[index]!
  return {
    ...base, title: text(model, spans.label[index]!), detail: text(model, spans.detail[index]!), state: text(model, spans.state[index]!),
    project, blockId: block < 0 ? null : (model.blockIds[block] ?? null), entry: null,
  }
}

/** From the first to the last thing seen or entered that day; null on an empty day. */
export function extent(model: DayModel): { start: number; end: number } | null {
  let start = Infinity
  let end = -Infinity
  for (const { spans, kind } of model.lanes) {
    if (spans.count === 0 || kind === 'presence') continue
    start = Math.min(start, spans.start[0]!)
    for (let i = 0; i < spans.count; i++) end = Math.max(end, spans.end[i]!)
  }
  return end > start ? { start: Math.max(0, start), end: Math.min(model.length, end) } : null
}
