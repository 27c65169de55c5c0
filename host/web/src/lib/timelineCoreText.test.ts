import { describe, expect, it } from 'vitest'
import { fit } from './timelineCoreText'

const PX = 6
const pen = { font: '12px test', measureText: (text: string) => ({ width: text.length * PX }) as TextMetrics }

describe('fit', () => {
  it('leaves a text alone that has room', () => {
    expect(fit(pen, 'Harbor', 6 * PX)).toBe('Harbor')
  })
  it('cuts a longer one so that it fits together with its ellipsis', () => {
    for (let room = 5 * PX; room < 40 * PX; room += 7) {
      const shown = fit(pen, 'Fix audit log export endpoint of the service', room)
      expect(shown.length * PX).toBeLessThanOrEqual(room)
      if (shown !== '') expect(shown.endsWith('…')).toBe(true)
    }
  })
  it('writes nothing rather than a letter or two', () => {
    expect(fit(pen, 'Harbor', 2 * PX)).toBe('')
  })
})
