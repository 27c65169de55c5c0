import { isDate, presets, type RangeSearch } from '@/lib/range'
import type { GroupBy, StatMode } from '@/api/statsTypes'

/** What the address of the statistics keeps; what is usual is left out of it. Filters are "dimension:key". */
export type StatisticsSearch = RangeSearch & { stream?: 'screen'; mode?: StatMode; by?: GroupBy; filter?: string[] }

/** The first six have a number key. */
export const groupings: readonly GroupBy[] = ['project', 'tool', 'language', 'repository', 'category', 'source', 'branch', 'machine', 'os', 'file']

const one = <T extends string>(words: readonly T[], value: unknown) => words.find((word) => word === value)

export function statisticsSearch(s: Record<string, unknown>): StatisticsSearch {
  const filter = Array.isArray(s['filter']) ? s['filter'].filter((f): f is string => typeof f === 'string' && groupings.some((g) => f.startsWith(`${g}:`))) : []
  return {
    range: one(presets, s['range']),
    from: isDate(s['from']) ? s['from'] : undefined,
    to: isDate(s['to']) ? s['to'] : undefined,
    stream: one(['screen'], s['stream']),
    mode: one(['default', 'strict', 'wakatime'], s['mode']),
    by: one(groupings, s['by']),
    filter: filter.length > 0 ? filter : undefined,
  }
}
