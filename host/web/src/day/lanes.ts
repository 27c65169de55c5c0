import { onTheme } from '@/lib/color'
import type { Spans } from '@/lib/timelineCore'
import { isEntryLane, itemAt, type DayItem, type DayLane, type DayModel, type LaneKind } from '@/lib/timelineCoreDay'
import type { Look, PaintLane } from '@/lib/timelineCorePaint'

/** How lanes look. Colour belongs to the project; what has none is grey, and a state is always said by a pattern, too. */

export interface LaneColors {
  dark: boolean
  none: string
  activity: readonly string[]
}

export type LaneFilter = (project: string | null) => boolean

const sizes: Record<LaneKind, number> = { activity: 38, presence: 12, timeline: 30, blocks: 34, entries: 46, parallel: 30 }
const GAP = 12

export interface PlacedLane {
  lane: DayLane
  top: number
  size: number
}

/** Lanes one below the other; empty lanes take no room except that of entries, where one can be drawn. */
export function place(lanes: readonly DayLane[], axis: number, scale = 1): { placed: PlacedLane[]; depth: number } {
  let top = axis + GAP / 2
  const placed: PlacedLane[] = []
  for (const lane of lanes) {
    if (lane.spans.count === 0 && lane.kind !== 'entries') continue
    const size = Math.round(sizes[lane.kind] * scale)
    placed.push({ lane, top, size })
    top += size + Math.round(GAP * scale)
  }
  return { placed, depth: top }
}

const away = new Set(['idle', 'locked', 'away', 'offline', 'suspended', 'asleep', 'paused', 'unknown', 'gap'])

export function paintLanes(
  model: DayModel, placed: readonly PlacedLane[], colors: LaneColors, shown: LaneFilter, words: (item: DayItem) => string,
): PaintLane[] {
  const shades = model.projects.map((project) => onTheme(project.color, colors.dark))
  return placed.map(({ lane, top, size }) => {
    const { spans } = lane
    const projectOf = (i: number) => spans.project[i]!
    const state = (i: number) => model.strings[spans.state[i]!] ?? ''
    const plain = (i: number) =>
      lane.kind === 'activity' ? colors.activity[Math.max(0, spans.label[i]!) % colors.activity.length]! : colors.none
    return {
      spans, top, size,
      color: (i) => (projectOf(i) < 0 ? plain(i) : shades[projectOf(i)]!),
      look: looks(lane, model, state),
      cards: lane.kind !== 'activity' && lane.kind !== 'presence',
      label: lane.kind === 'presence' || lane.kind === 'activity' ? undefined : (i) => words(itemAt(model, lane, i)),
      accepts: accepts(lane, spans, model, shown),
    }
  })
}

function looks(lane: DayLane, model: DayModel, state: (i: number) => string): (i: number) => Look {
  if (isEntryLane(lane)) {
    return (i) => {
      const entry = model.entries[lane.spans.block[i]!]!
      if (entry.status === 'dismissed') return 'struck'
      return entry.status === 'inferred' ? 'striped' : 'solid'
    }
  }
  return (i) => (away.has(state(i)) ? 'hatched' : 'solid')
}

function accepts(lane: DayLane, spans: Spans, model: DayModel, shown: LaneFilter) {
  if (lane.kind === 'presence' || lane.kind === 'activity') return undefined
  return (i: number) => shown(spans.project[i]! < 0 ? null : (model.projects[spans.project[i]!]?.id ?? null))
}
