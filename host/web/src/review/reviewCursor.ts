/** Where the person is in the list and what is selected. `order` is always the list as shown, top to bottom. */

export interface Cursor {
  at: string | null
  /** Where an extension with shift started. */
  anchor: string | null
  selected: ReadonlySet<string>
}

export const noCursor: Cursor = { at: null, anchor: null, selected: new Set() }

export function move(cursor: Cursor, order: readonly string[], by: number): Cursor {
  const at = step(cursor, order, by)
  return { ...cursor, at, anchor: null }
}

export function goTo(cursor: Cursor, at: string | null): Cursor {
  return { ...cursor, at, anchor: null }
}

/** Shift with a move: everything from where it started up to here is selected, what lay beyond no longer is. */
export function extend(cursor: Cursor, order: readonly string[], by: number): Cursor {
  const from = cursor.at !== null && order.includes(cursor.at) ? cursor.at : (order[0] ?? null)
  if (from === null) return cursor
  const anchor = cursor.anchor !== null && order.includes(cursor.anchor) ? cursor.anchor : from
  const at = step({ ...cursor, at: from }, order, by)
  const selected = new Set(cursor.selected)
  for (const id of between(order, anchor, from)) selected.delete(id)
  for (const id of between(order, anchor, at!)) selected.add(id)
  return { at, anchor, selected }
}

export function toggle(cursor: Cursor, id: string): Cursor {
  const selected = new Set(cursor.selected)
  if (!selected.delete(id)) selected.add(id)
  return { at: id, anchor: null, selected }
}

/** Selects all of `ids`, or none of them when all are selected already. */
export function toggleAll(cursor: Cursor, ids: readonly string[]): Cursor {
  const selected = new Set(cursor.selected)
  const all = ids.length > 0 && ids.every((id) => selected.has(id))
  for (const id of ids) {
    if (all) selected.delete(id)
    else selected.add(id)
  }
  return { ...cursor, anchor: null, selected }
}

export const clearSelection = (cursor: Cursor): Cursor => ({ ...cursor, anchor: null, selected: new Set() })

/** What a key acts on: the selection if there is one, else the entry under the cursor. */
export function targets(cursor: Cursor, order: readonly string[]): string[] {
  const chosen = order.filter((id) => cursor.selected.has(id))
  if (chosen.length > 0) return chosen
  return cursor.at !== null && order.includes(cursor.at) ? [cursor.at] : []
}

/** After the entries `acted` were dealt with: the next open one below, else the nearest above, else stay. */
export function advance(cursor: Cursor, order: readonly string[], acted: readonly string[], open: (id: string) => boolean): Cursor {
  const gone = new Set(acted)
  const last = Math.max(...acted.map((id) => order.indexOf(id)), -1)
  const free = (id: string) => !gone.has(id) && open(id)
  const below = order.slice(last + 1).find(free)
  const above = order.slice(0, Math.max(0, last)).reverse().find(free)
  return { at: below ?? above ?? cursor.at, anchor: null, selected: new Set([...cursor.selected].filter((id) => !gone.has(id))) }
}

/** The list changed under the cursor: keep it if it can be kept, and never select what is not shown. */
export function keep(cursor: Cursor, order: readonly string[]): Cursor {
  const shown = new Set(order)
  const at = cursor.at !== null && shown.has(cursor.at) ? cursor.at : (order[0] ?? null)
  const selected = [...cursor.selected].filter((id) => shown.has(id))
  if (at === cursor.at && selected.length === cursor.selected.size) return cursor
  return { at, anchor: cursor.anchor !== null && shown.has(cursor.anchor) ? cursor.anchor : null, selected: new Set(selected) }
}

function step(cursor: Cursor, order: readonly string[], by: number): string | null {
  if (order.length === 0) return null
  const index = cursor.at === null ? -1 : order.indexOf(cursor.at)
  if (index < 0) return order[by > 0 ? 0 : order.length - 1]!
  return order[Math.min(order.length - 1, Math.max(0, index + by))]!
}

function between(order: readonly string[], a: string, b: string): readonly string[] {
  const i = order.indexOf(a)
  const j = order.indexOf(b)
  if (i < 0 || j < 0) return []
  return order.slice(Math.min(i, j), Math.max(i, j) + 1)
}
