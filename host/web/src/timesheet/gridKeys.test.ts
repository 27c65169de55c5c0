import { describe, expect, it } from 'vitest'
import { stepCell } from './gridKeys'

const size = { rows: 3, columns: 7 }

describe('the keys of the week grid', () => {
  it('move one cell and hold at the edges', () => {
    expect(stepCell({ row: 1, column: 3 }, 'ArrowLeft', size)).toEqual({ row: 1, column: 2 })
    expect(stepCell({ row: 1, column: 6 }, 'ArrowRight', size)).toEqual({ row: 1, column: 6 })
    expect(stepCell({ row: 0, column: 3 }, 'ArrowUp', size)).toEqual({ row: 0, column: 3 })
    expect(stepCell({ row: 2, column: 3 }, 'ArrowDown', size)).toEqual({ row: 2, column: 3 })
  })

  it('lead to both ends of a row and leave every other key alone', () => {
    expect(stepCell({ row: 2, column: 3 }, 'Home', size)).toEqual({ row: 2, column: 0 })
    expect(stepCell({ row: 2, column: 3 }, 'End', size)).toEqual({ row: 2, column: 6 })
    expect(stepCell({ row: 2, column: 3 }, 'Enter', size)).toBeNull()
  })
})
