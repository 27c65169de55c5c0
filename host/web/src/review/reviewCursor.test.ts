import { describe, expect, it } from 'vitest'
import { advance, clearSelection, extend, goTo, keep, move, noCursor, targets, toggle, toggleAll, type Cursor } from './reviewCursor'

const order = ['a', 'b', 'c', 'd', 'e']
const at = (id: string): Cursor => goTo(noCursor, id)
const chosen = (cursor: Cursor) => [...cursor.selected].sort()
const always = () => true

describe('move', () => {
  it('enters at the top going down and at the bottom going up', () => {
    expect(move(noCursor, order, 1).at).toBe('a')
    expect(move(noCursor, order, -1).at).toBe('e')
  })
  it('stops at both ends', () => {
    expect(move(at('a'), order, -1).at).toBe('a')
    expect(move(at('e'), order, 1).at).toBe('e')
  })
  it('finds its way when its entry has gone, and stays nowhere in an empty list', () => {
    expect(move(at('gone'), order, 1).at).toBe('a')
    expect(move(at('a'), [], 1).at).toBeNull()
  })
})

describe('extend', () => {
  it('selects from where it started, and gives back what it leaves', () => {
    let cursor = extend(extend(at('b'), order, 1), order, 1)
    expect(chosen(cursor)).toEqual(['b', 'c', 'd'])
    cursor = extend(cursor, order, -1)
    expect(chosen(cursor)).toEqual(['b', 'c'])
    cursor = extend(extend(cursor, order, -1), order, -1)
    expect(chosen(cursor)).toEqual(['a', 'b'])
  })
  it('keeps what was selected elsewhere', () => {
    const cursor = extend(goTo(toggle(noCursor, 'e'), 'a'), order, 1)
    expect(chosen(cursor)).toEqual(['a', 'b', 'e'])
  })
  it('starts anew after a move without shift', () => {
    const cursor = extend(move(extend(at('a'), order, 1), order, 1), order, 1)
    expect(chosen(cursor)).toEqual(['a', 'b', 'c', 'd'])
    expect(cursor.anchor).toBe('c')
  })
})

describe('selection', () => {
  it('toggles one and the whole day', () => {
    expect(chosen(toggle(toggle(noCursor, 'b'), 'b'))).toEqual([])
    expect(chosen(toggleAll(toggle(noCursor, 'a'), ['a', 'b']))).toEqual(['a', 'b'])
    expect(chosen(toggleAll(toggleAll(noCursor, ['a', 'b']), ['a', 'b']))).toEqual([])
    expect(chosen(clearSelection(toggle(noCursor, 'b')))).toEqual([])
  })
  it('acts on the selection in the order shown, else on the cursor', () => {
    expect(targets(toggle(toggle(noCursor, 'd'), 'b'), order)).toEqual(['b', 'd'])
    expect(targets(at('c'), order)).toEqual(['c'])
    expect(targets(at('gone'), order)).toEqual([])
  })
})

describe('advance', () => {
  it('goes to the next open entry below', () => {
    expect(advance(at('b'), order, ['b'], (id) => id !== 'c').at).toBe('d')
  })
  it('goes up when nothing open is left below, and stays when nothing is left at all', () => {
    expect(advance(at('e'), order, ['e'], always).at).toBe('d')
    expect(advance(at('b'), order, ['b'], () => false).at).toBe('b')
  })
  it('goes below the last of a selection and gives up what was dealt with', () => {
    const cursor = advance(toggle(toggle(noCursor, 'a'), 'c'), order, ['a', 'c'], always)
    expect(cursor.at).toBe('d')
    expect(chosen(cursor)).toEqual([])
  })
})

describe('keep', () => {
  it('leaves a cursor alone that is still right', () => {
    const cursor = toggle(noCursor, 'b')
    expect(keep(cursor, order)).toBe(cursor)
  })
  it('never keeps a selection that is not shown', () => {
    const cursor = keep(toggle(toggle(noCursor, 'b'), 'gone'), order)
    expect(cursor.at).toBe('a')
    expect(chosen(cursor)).toEqual(['b'])
  })
})
