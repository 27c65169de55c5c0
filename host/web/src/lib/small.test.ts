import { describe, expect, it } from 'vitest'
import { classesOf } from './awClasses'
import { contrast, dataColors, onTheme, parseHex } from './color'
import { movedPriority } from './order'
import { browserOf } from './userAgent'
import { minutesOf, usualWeek } from './workDays'

describe('project colours', () => {
  it('reach 3:1 on both themes, whatever the person chose', () => {
    for (const color of [...dataColors, '#ffffff', '#000000', '#ffee00']) {
      expect(contrast(parseHex(onTheme(color, false))!, [255, 255, 255])).toBeGreaterThanOrEqual(3)
      expect(contrast(parseHex(onTheme(color, true))!, [28, 31, 34])).toBeGreaterThanOrEqual(3)
    }
  })

  it('fall back to grey when they are none', () => {
    expect(onTheme('red', false)).toMatch(/^#[0-9a-f]{6}$/)
  })
})

describe('work days', () => {
  it('count their minutes, past midnight too', () => {
    expect(minutesOf({ weekday: 1, start: '09:00', end: '17:30' })).toBe(510)
    expect(minutesOf({ weekday: 1, start: '22:00', end: '02:00' })).toBe(240)
    expect(usualWeek.reduce((sum, d) => sum + minutesOf(d), 0)).toBe(40 * 60)
  })
})

describe('the order of rules', () => {
  it('changes by one priority', () => {
    expect(movedPriority([30, 20, 10], 1, -1)).toBe(31)
    expect(movedPriority([30, 20, 10], 1, 1)).toBe(9)
    expect(movedPriority([30, 20, 10], 0, -1)).toBeNull()
    expect(movedPriority([30, 20, 10], 2, 1)).toBeNull()
  })
})

describe('exported categories', () => {
  it('are found in each shape ActivityWatch writes', () => {
    expect(classesOf('[{"name":["Work"]}]')).toHaveLength(1)
    expect(classesOf('{"categories":[{"name":["Work"]}]}')).toHaveLength(1)
    expect(classesOf('{"classes":[{},{}]}')).toHaveLength(2)
    for (const text of ['', '[]', '{}', 'null', '{"classes":3}', 'not json']) expect(classesOf(text)).toBeNull()
  })
})

describe('sessions', () => {
  it('are named by browser and system', () => {
    expect(browserOf('Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 Safari/537.36')).toEqual(['Chrome', 'Linux'])
    expect(browserOf('Mozilla/5.0 (Macintosh; Intel Mac OS X 14_0) Version/19 Safari/605.1')).toEqual(['Safari', 'macOS'])
    expect([browserOf(null), browserOf('agent/1')]).toEqual([null, null])
  })
})
