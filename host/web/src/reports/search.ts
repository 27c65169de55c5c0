import type { ReportKey } from '@/api/reportTypes'
import { isDate, presets, type RangeSearch } from '@/lib/range'

/** What the address of a report keeps; what is usual is left out of it. */
export type ReportsSearch = RangeSearch & { by?: ReportKey; then?: ReportKey; scope?: 'workspace'; status?: 'reviewed' | 'inferred'; billable?: 'true' | 'false'; project?: string }

export const reportKeys: readonly ReportKey[] = ['project', 'task', 'person', 'client', 'day', 'week']

const one = <T extends string>(words: readonly T[], value: unknown) => words.find((word) => word === value)

export function reportsSearch(s: Record<string, unknown>): ReportsSearch {
  const by = one(reportKeys, s['by'])
  const then = one(reportKeys, s['then'])
  return {
    range: one(presets, s['range']),
    from: isDate(s['from']) ? s['from'] : undefined,
    to: isDate(s['to']) ? s['to'] : undefined,
    by,
    then: then === (by ?? 'project') ? undefined : then,
    scope: one(['workspace'], s['scope']),
    status: one(['reviewed', 'inferred'], s['status']),
    billable: one(['true', 'false'], String(s['billable'])),
    project: typeof s['project'] === 'string' ? s['project'] : undefined,
  }
}
