import { isDate, presets, type RangeSearch } from '@/lib/range'

/** The days, and the member whose projects are open. */
export type TeamSearch = RangeSearch & { person?: string }

export const teamSearch = (s: Record<string, unknown>): TeamSearch => ({
  range: presets.find((one) => one === s['range']),
  from: isDate(s['from']) ? s['from'] : undefined,
  to: isDate(s['to']) ? s['to'] : undefined,
  person: typeof s['person'] === 'string' ? s['person'] : undefined,
})
