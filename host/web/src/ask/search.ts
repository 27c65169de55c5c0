import { isDate, presets, type Preset } from '@/lib/range'

/** The range a question may be about, and the question. */
export type AskSearch = { range?: Preset; from?: string; to?: string; q?: string }

export const askSearch = (search: Record<string, unknown>): AskSearch => ({
  range: presets.find((one) => one === search['range']),
  from: isDate(search['from']) ? search['from'] : undefined,
  to: isDate(search['to']) ? search['to'] : undefined,
  q: typeof search['q'] === 'string' && search['q'] !== '' ? search['q'].slice(0, 2000) : undefined,
})
