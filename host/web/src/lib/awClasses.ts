/** The category list in what ActivityWatch exports: a bare list, `{categories: […]}` or `{classes: […]}`. Null when there is none. */
export function classesOf(text: string): unknown[] | null {
  try {
    const value = JSON.parse(text) as unknown
    if (Array.isArray(value)) return value.length > 0 ? value : null
    if (typeof value !== 'object' || value === null) return null
    const { categories, classes } = value as { categories?: unknown; classes?: unknown }
    const list = classes ?? categories
    return Array.isArray(list) && list.length > 0 ? list : null
  } catch {
    return null
  }
}
