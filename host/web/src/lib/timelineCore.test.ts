import { describe, expect, it } from 'vitest'
import { decodeLane, firstStartingAt, fold, FOLD_PX, hit, toSpans, visibleRange, type Spans } from './timelineCore'

const DAY = 86_400_000

function lane(...spans: [start: number, end: number][]): Spans {
  return toSpans(spans.length, (i) => spans[i]![0], (i) => spans[i]![1])
}

/** A small generator with a seed, so that a failure can be repeated. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

function tenThousand(count = 10_000, seed = 7): Spans {
  const next = random(seed)
  const step = DAY / count
  return toSpans(count, (i) => i * step, (i) => i * step + step * (0.2 + 0.8 * next()))
}

function draw(spans: Spans, from: number, to: number, width: number, accepts?: (i: number) => boolean) {
  const rects: { x: number; width: number; span: number; folded: number }[] = []
  fold(spans, from, to, width, (x, w, span, folded) => rects.push({ x, width: w, span, folded }), accepts)
  return rects
}

describe('decodeLane', () => {
  it('adds the differences up to starts', () => {
    const spans = decodeLane({
      start_ms: [1000, 500, 2000], length_ms: [400, 100, 50], label: [0, 1, 2], detail: [3, 3, 3], state: [0, 0, 1],
      project: [0, -1, 0], block: [5, 6, 7],
    })
    expect([...spans.start]).toEqual([1000, 1500, 3500])
    expect([...spans.end]).toEqual([1400, 1600, 3550])
    expect([...spans.project]).toEqual([0, -1, 0])
    expect(spans.longest).toBe(400)
  })

  it('keeps columns beside their span when the server sent a step back in time', () => {
    const spans = decodeLane({
      start_ms: [1000, -400], length_ms: [10, 20], label: [0, 1], detail: [], state: [], project: [2, 3], block: [],
    })
    expect([...spans.start]).toEqual([600, 1000])
    expect([...spans.label]).toEqual([1, 0])
    expect([...spans.project]).toEqual([3, 2])
    expect([...spans.block]).toEqual([-1, -1])
  })

  it('answers an empty lane for no spans', () => {
    const spans = decodeLane({ start_ms: [], length_ms: [], label: [], detail: [], state: [], project: [], block: [] })
    expect(spans.count).toBe(0)
    expect(draw(spans, 0, DAY, 1000)).toEqual([])
    expect(hit(spans, 5)).toBe(-1)
  })
})

describe('searching', () => {
  it('finds the first span that starts at or after a time', () => {
    const spans = lane([0, 5], [10, 20], [10, 30], [40, 50])
    expect(firstStartingAt(spans, -1)).toBe(0)
    expect(firstStartingAt(spans, 10)).toBe(1)
    expect(firstStartingAt(spans, 11)).toBe(3)
    expect(firstStartingAt(spans, 99)).toBe(4)
  })

  it('never leaves out a span that reaches into the window', () => {
    const spans = lane([0, 100], [10, 12], [50, 60], [70, 71])
    const [first, last] = visibleRange(spans, 55, 65)
    const inside = [...Array(last - first).keys()].map((i) => spans.start[first + i])
    expect(inside).toContain(0)
    expect(inside).toContain(50)
    expect(inside).not.toContain(70)
  })

  it('agrees with a search through everything', () => {
    const next = random(11)
    const spans = toSpans(300, () => 0, () => 0)
    for (let i = 0; i < 300; i++) {
      spans.start[i] = i * 50
      spans.end[i] = i * 50 + next() * 400
      spans.longest = Math.max(spans.longest, spans.end[i]! - spans.start[i]!)
    }
    for (let round = 0; round < 200; round++) {
      const from = next() * 15_000
      const to = from + next() * 500 + 1
      const [first, last] = visibleRange(spans, from, to)
      for (let i = 0; i < 300; i++) {
        if (spans.start[i]! < to && spans.end[i]! > from) expect(i >= first && i < last).toBe(true)
      }
    }
  })
})

describe('hit', () => {
  it('takes the span that holds the time, end not included', () => {
    const spans = lane([0, 10], [10, 20])
    expect(hit(spans, 9)).toBe(0)
    expect(hit(spans, 10)).toBe(1)
    expect(hit(spans, 20)).toBe(-1)
  })

  it('takes the shorter of two that lie on each other', () => {
    expect(hit(lane([0, 100], [40, 50]), 45)).toBe(1)
    expect(hit(lane([0, 100], [40, 50]), 60)).toBe(0)
  })

  it('takes the nearest within the tolerance, and none beyond it', () => {
    const spans = lane([0, 10], [30, 40])
    expect(hit(spans, 15, 8)).toBe(0)
    expect(hit(spans, 27, 8)).toBe(1)
    expect(hit(spans, 20, 5)).toBe(-1)
  })

  it('leaves out what the filter leaves out', () => {
    expect(hit(lane([0, 100], [40, 50]), 45, 0, (i) => i !== 1)).toBe(0)
  })
})

describe('fold', () => {
  it('draws wide spans alone and where they are', () => {
    expect(draw(lane([0, 100], [200, 300]), 0, 1000, 1000)).toEqual([
      { x: 0, width: 100, span: 0, folded: 1 },
      { x: 200, width: 100, span: 1, folded: 1 },
    ])
  })

  it('cuts spans at both edges of the window', () => {
    expect(draw(lane([0, 1000]), 400, 600, 100)).toEqual([{ x: 0, width: 100, span: 0, folded: 1 }])
  })

  it('folds a run of narrow spans and shows its longest', () => {
    const rects = draw(lane([0, 0.5], [0.5, 1.4], [1.4, 1.8]), 0, 100, 100)
    expect(rects).toHaveLength(1)
    expect(rects[0]).toMatchObject({ span: 1, folded: 3 })
  })

  it('does not bridge a gap that can be seen', () => {
    expect(draw(lane([0, 1], [10, 11]), 0, 100, 100)).toHaveLength(2)
  })

  it('gives a span too short to see at least one pixel', () => {
    expect(draw(lane([50, 50.001]), 0, 100, 100)[0]!.width).toBeGreaterThanOrEqual(1)
  })

  it('needs no more rectangles than the screen has room for, whatever the number of spans', () => {
    for (const count of [500, 10_000, 50_000]) {
      const rects = draw(tenThousand(count), 0, DAY, 1200)
      expect(rects.length).toBeLessThanOrEqual(1200)
      expect(rects.reduce((sum, rect) => sum + rect.folded, 0)).toBe(count)
    }
  })

  it('keeps folded rectangles narrow, so that a change of colour stays visible', () => {
    for (const rect of draw(tenThousand(), 0, DAY, 1200)) {
      if (rect.folded > 1) expect(rect.width).toBeLessThanOrEqual(FOLD_PX + 0.001)
    }
  })

  it('stays inside the canvas and in order at every zoom', () => {
    const spans = tenThousand()
    for (const [from, to] of [[0, DAY], [DAY / 3, DAY / 2], [DAY / 2, DAY / 2 + 60_000]] as const) {
      let before = 0
      for (const rect of draw(spans, from, to, 800)) {
        expect(rect.x).toBeGreaterThanOrEqual(before)
        expect(rect.x + rect.width).toBeLessThanOrEqual(801)
        before = rect.x
      }
    }
  })

  it('leaves out what the filter leaves out', () => {
    expect(draw(lane([0, 100], [200, 300]), 0, 1000, 1000, (i) => i === 1).map((rect) => rect.span)).toEqual([1])
  })
})
