import { describe, expect, it } from 'vitest'
import {
  clamp, fitAround, fromZoomParam, HOUR, MINUTE, NARROWEST, pan, reveal, snap, ticks, tickStep, timeAt, toZoomParam, xAt, zoomAt,
} from './timelineCoreView'

const DAY = 24 * HOUR
const whole = { from: 0, to: DAY }

describe('zoomAt', () => {
  it('keeps the time under the pointer where it is', () => {
    const anchor = 10 * HOUR
    let view = whole
    const x = xAt(view, anchor, 1000)
    for (const factor of [1.5, 1.2, 2, 0.8]) {
      view = zoomAt(view, factor, anchor, DAY)
      expect(xAt(view, anchor, 1000)).toBeCloseTo(x, 6)
    }
  })

  it('never gets narrower than five minutes nor wider than the day', () => {
    let view = whole
    for (let i = 0; i < 50; i++) view = zoomAt(view, 2, 8 * HOUR, DAY)
    expect(view.to - view.from).toBe(NARROWEST)
    for (let i = 0; i < 50; i++) view = zoomAt(view, 0.5, 8 * HOUR, DAY)
    expect(view).toEqual(whole)
  })

  it('fits days of 23 and 25 hours', () => {
    for (const day of [23 * HOUR, 25 * HOUR]) {
      expect(zoomAt({ from: 0, to: 4 * HOUR }, 0.01, HOUR, day)).toEqual({ from: 0, to: day })
    }
  })
})

describe('pan and clamp', () => {
  it('stops at both ends without changing the width', () => {
    expect(pan({ from: 0, to: HOUR }, -HOUR, DAY)).toEqual({ from: 0, to: HOUR })
    expect(pan({ from: 23 * HOUR, to: DAY }, 5 * HOUR, DAY)).toEqual({ from: 23 * HOUR, to: DAY })
  })

  it('turns an impossible window into the nearest possible one', () => {
    expect(clamp({ from: -HOUR, to: 30 * HOUR }, DAY)).toEqual(whole)
    expect(clamp({ from: 5 * HOUR, to: 5 * HOUR }, DAY)).toEqual({ from: 5 * HOUR, to: 5 * HOUR + NARROWEST })
  })
})

describe('reveal', () => {
  const view = { from: 8 * HOUR, to: 12 * HOUR }
  it('leaves a visible span alone', () => {
    expect(reveal(view, 9 * HOUR, 10 * HOUR, DAY)).toBe(view)
  })
  it('brings a span from either side into view', () => {
    const right = reveal(view, 13 * HOUR, 14 * HOUR, DAY)
    expect(right.from).toBeLessThanOrEqual(13 * HOUR)
    expect(right.to).toBeGreaterThanOrEqual(14 * HOUR)
    const left = reveal(view, 5 * HOUR, 6 * HOUR, DAY)
    expect(left.from).toBeLessThanOrEqual(5 * HOUR)
    expect(left.to).toBeGreaterThanOrEqual(6 * HOUR)
  })
  it('shows a span wider than the window from its start', () => {
    const next = reveal(view, 13 * HOUR, 20 * HOUR, DAY)
    expect(next.from).toBeLessThanOrEqual(13 * HOUR)
    expect(next.to - next.from).toBe(4 * HOUR)
  })
})

describe('the address', () => {
  it('gives back the window it was written from', () => {
    const view = { from: 9 * HOUR, to: 12 * HOUR + 30 * MINUTE }
    expect(fromZoomParam(toZoomParam(view, DAY), DAY)).toEqual(view)
  })
  it('leaves the whole day out and reads nonsense as nothing', () => {
    expect(toZoomParam(whole, DAY)).toBeUndefined()
    for (const bad of [undefined, '', '9', '5-5', '700-300', '-1-5', 'a-b', '1-2-3']) expect(fromZoomParam(bad, DAY)).toBeNull()
  })
  it('cuts a window that reaches beyond the day', () => {
    expect(fromZoomParam('1200-9000', DAY)).toEqual({ from: 0, to: DAY })
  })
})

describe('ticks', () => {
  it('leaves room for a label between two marks', () => {
    for (const length of [5 * MINUTE, HOUR, 6 * HOUR, DAY]) {
      for (const width of [320, 800, 1600]) {
        const view = { from: 0, to: length }
        expect((tickStep(view, width) / length) * width).toBeGreaterThanOrEqual(64)
      }
    }
  })
  it('falls on whole hours of the clock also when the day starts at half past', () => {
    const marks = ticks({ from: 0, to: 3 * HOUR }, 320, 30 * MINUTE)
    expect(marks).toEqual([30 * MINUTE, 90 * MINUTE, 150 * MINUTE])
  })
  it('covers the window and nothing else', () => {
    const view = { from: 8 * HOUR + 7, to: 11 * HOUR }
    for (const mark of ticks(view, 900)) {
      expect(mark).toBeGreaterThanOrEqual(view.from)
      expect(mark).toBeLessThanOrEqual(view.to)
    }
  })
})

describe('small things', () => {
  it('turns pixels into times and back', () => {
    const view = { from: 2 * HOUR, to: 5 * HOUR }
    expect(timeAt(view, xAt(view, 3 * HOUR, 777), 777)).toBeCloseTo(3 * HOUR, 5)
  })
  it('opens a day around what was observed', () => {
    const view = fitAround(9 * HOUR, 17 * HOUR, DAY)
    expect(view.from).toBeLessThan(9 * HOUR)
    expect(view.to).toBeGreaterThan(17 * HOUR)
    const short = fitAround(30 * MINUTE, 40 * MINUTE, DAY)
    expect(short).toEqual({ from: 0, to: 4 * HOUR })
  })
  it('snaps to five minutes, to one when zoomed in, and never outside the day', () => {
    expect(snap(9 * HOUR + 3 * MINUTE, whole, DAY)).toBe(9 * HOUR + 5 * MINUTE)
    expect(snap(9 * HOUR + 3.2 * MINUTE, { from: 9 * HOUR, to: 10 * HOUR }, DAY)).toBe(9 * HOUR + 3 * MINUTE)
    expect(snap(DAY + HOUR, whole, DAY)).toBe(DAY)
  })
})
