import type { ReactNode } from 'react'
import css from './table.module.css'

export type Column<T> = {
  key: string
  title: string
  cell: (row: T) => ReactNode
  /** Numbers stand at the end, with figures of equal width. */
  number?: boolean
  /** On a phone: the first line, below it, or left out. */
  phone?: 'title' | 'line' | 'hide'
  hideTitle?: boolean
  /** Buttons: at the end of the row. */
  end?: boolean
}

type Props<T> = { caption: string; columns: readonly Column<T>[]; rows: readonly T[]; keyOf: (row: T) => string; dim?: (row: T) => boolean }

/** A real table on wide screens; on a phone each row becomes a small card with its labels. */
export function DataTable<T>({ caption, columns, rows, keyOf, dim }: Props<T>) {
  return (
    <div className={css['scroll']}>
      <table className={css['table']}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((c) => (
              <th key={c.key} scope="col" data-number={c.number || undefined}>
                {c.hideTitle ? <span className="visually-hidden">{c.title}</span> : c.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} data-dim={dim?.(row) || undefined}>
              {columns.map((c) => (
                <td key={c.key} data-number={c.number || undefined} data-end={c.end || undefined} data-phone={c.phone} data-label={c.hideTitle ? undefined : c.title}>{c.cell(row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
