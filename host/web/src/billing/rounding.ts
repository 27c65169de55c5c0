import type { RoundingRule, RoundMode, RoundPer } from '@/api/billingTypes'

/** A rule while it is edited; no mode means: as the workspace. */
export type RoundingDraft = { mode: RoundMode | ''; minutes: string; per: RoundPer }

export const roundModes: readonly RoundMode[] = ['none', 'up', 'nearest', 'down']
export const mostMinutes = 240

const rounds = (mode: RoundMode | '') => mode !== '' && mode !== 'none'

export const draftOf = (rule: RoundingRule | null): RoundingDraft => ({
  mode: rule?.mode ?? '',
  minutes: String(rule && rounds(rule.mode) ? rule.minutes : 15),
  per: rule?.per ?? 'entry',
})

export function ruleOf({ mode, minutes, per }: RoundingDraft): RoundingRule | null {
  if (mode === '') return null
  return rounds(mode) ? { mode, minutes: Number(minutes), per } : { mode, minutes: 1, per: 'entry' }
}

/** What is wrong with the minutes, before the server is asked. */
export function minutesFault({ mode, minutes }: RoundingDraft): 'required' | 'out-of-range-between' | null {
  if (!rounds(mode)) return null
  if (minutes.trim() === '') return 'required'
  return /^\d+$/.test(minutes.trim()) && Number(minutes) >= 1 && Number(minutes) <= mostMinutes ? null : 'out-of-range-between'
}
