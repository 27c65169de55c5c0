import { hit } from '@/lib/timelineCore'
import type { DayModel } from '@/lib/timelineCoreDay'

/** What is selected on the timeline: a run of neighbours in one lane. `at` is the one under the cursor. */
export interface Selection {
  laneId: string
  anchor: number
  at: number
}

export const laneOf = (model: DayModel, selection: Selection) => model.lanes.find((lane) => lane.id === selection.laneId) ?? null

/** From the first to the last selected span, as offsets in the day; null when the lane is gone or has become shorter. */
export function selectedRange(model: DayModel, selection: Selection): { start: number; end: number } | null {
  const lane = laneOf(model, selection)
  const [first, last] = [Math.min(selection.anchor, selection.at), Math.max(selection.anchor, selection.at)]
  if (!lane || last >= lane.spans.count) return null
  return { start: lane.spans.start[first]!, end: Math.max(lane.spans.end[first]!, lane.spans.end[last]!) }
}

/** One span further in the same lane; an extension keeps its anchor. */
export function stepItem(model: DayModel, selection: Selection | null, by: number, extend: boolean): Selection | null {
  if (!selection) return firstItem(model)
  const lane = laneOf(model, selection)
  if (!lane || lane.spans.count === 0) return firstItem(model)
  const at = Math.min(lane.spans.count - 1, Math.max(0, selection.at + by))
  return { laneId: lane.id, at, anchor: extend ? selection.anchor : at }
}

/** The lane above or below: the span there that is nearest in time. Empty lanes are passed over. */
export function stepLane(model: DayModel, selection: Selection | null, by: number): Selection | null {
  if (!selection) return firstItem(model)
  const lanes = model.lanes.filter((lane) => lane.spans.count > 0)
  const index = lanes.findIndex((lane) => lane.id === selection.laneId)
  const lane = lanes[index + by]
  const from = lanes[index]
  if (!lane || !from) return selection
  const middle = (from.spans.start[selection.at]! + from.spans.end[selection.at]!) / 2
  const at = Math.max(0, hit(lane.spans, middle, model.length))
  return { laneId: lane.id, at, anchor: at }
}

/** Where the cursor enters: the first entry, else the first thing there is. */
export function firstItem(model: DayModel): Selection | null {
  const lane = model.lanes.find((one) => one.kind === 'entries' && one.spans.count > 0) ?? model.lanes.find((one) => one.spans.count > 0)
  return lane ? { laneId: lane.id, at: 0, anchor: 0 } : null
}
