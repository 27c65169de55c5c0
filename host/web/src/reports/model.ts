import type { Report, ReportFigures, ReportLine } from '@/api/reportTypes'

const MINUTE = 60_000

/** Divides a whole number by weights so that the shares add up to it: largest remainder, the earlier of two equal ones first. */
export function shareOut(weights: readonly number[], whole: number): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  if (total <= 0) return weights.map(() => 0)
  const exact = weights.map((weight) => (weight / total) * whole)
  const shares = exact.map((value) => Math.floor(value + 1e-9))
  let missing = whole - shares.reduce((sum, share) => sum + share, 0)
  const order = exact.map((value, i) => ({ i, rest: value - (shares[i] ?? 0) })).sort((a, b) => b.rest - a.rest || a.i - b.i)
  for (const { i } of order) {
    if (missing-- <= 0) break
    shares[i] = (shares[i] ?? 0) + 1
  }
  return shares
}

export type Shown = { id: string; level: 0 | 1 | 2; line: ReportLine | null; figures: ReportFigures; rawMin: number; roundedMin: number; billableMin: number }

/** The lines of a report from top to bottom, the total last. Whole minutes are shared out from the total, so that what is shown adds up. */
export function linesOf(report: Report): Shown[] {
  const rows: Shown[] = []
  const minutes = { raw: Math.round(report.total.raw_ms / MINUTE), rounded: Math.round(report.total.rounded_ms / MINUTE), billable: Math.round(report.total.billable_ms / MINUTE) }
  const walk = (lines: readonly ReportLine[], of: typeof minutes, level: 1 | 2, prefix: string) => {
    const raw = shareOut(lines.map((line) => line.raw_ms), of.raw)
    const rounded = shareOut(lines.map((line) => line.rounded_ms), of.rounded)
    const billable = shareOut(lines.map((line) => line.billable_ms), of.billable)
    lines.forEach((line, i) => {
      const id = `${prefix}/${line.id ?? '-'}`
      const own = { raw: raw[i] ?? 0, rounded: rounded[i] ?? 0, billable: billable[i] ?? 0 }
      rows.push({ id, level, line, figures: line, rawMin: own.raw, roundedMin: own.rounded, billableMin: own.billable })
      if (line.groups.length > 0) walk(line.groups, own, 2, id)
    })
  }
  walk(report.groups, minutes, 1, '')
  rows.push({ id: 'total', level: 0, line: null, figures: report.total, rawMin: minutes.raw, roundedMin: minutes.rounded, billableMin: minutes.billable })
  return rows
}
