export type Cell = { row: number; column: number }

/** Where a key leads in a grid; null when it is none of the grid's keys. Edges hold. */
export function stepCell(at: Cell, key: string, size: { rows: number; columns: number }): Cell | null {
  const clamp = (value: number, most: number) => Math.min(most - 1, Math.max(0, value))
  const to = (row: number, column: number): Cell => ({ row: clamp(row, size.rows), column: clamp(column, size.columns) })
  switch (key) {
    case 'ArrowLeft':
      return to(at.row, at.column - 1)
    case 'ArrowRight':
      return to(at.row, at.column + 1)
    case 'ArrowUp':
      return to(at.row - 1, at.column)
    case 'ArrowDown':
      return to(at.row + 1, at.column)
    case 'Home':
      return to(at.row, 0)
    case 'End':
      return to(at.row, size.columns - 1)
    default:
      return null
  }
}
