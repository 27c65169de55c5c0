import type { Settings, SettingsField } from '@/api/integrationTypes'

// Validation of a connector's settings. The server's answer is the authority; this only saves a round trip.

export type FieldError = { key: 'required' | 'too-long' | 'invalid' | 'out-of-range' | 'unknown'; min?: number | null; max?: number | null }

export const isSetSecret = (value: unknown): value is { set: true; set_at?: string | null } =>
  typeof value === 'object' && value !== null && (value as { set?: unknown }).set === true

const isUnsetSecret = (value: unknown) => typeof value === 'object' && value !== null && (value as { set?: unknown }).set === false

const isEmpty = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

function isUrl(value: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(value).protocol)
  } catch {
    return false
  }
}

export function checkField(field: SettingsField, value: unknown): FieldError | null {
  if (field.kind === 'toggle') return null
  if (field.kind === 'secret' && isSetSecret(value)) return null
  if (isEmpty(value) || isUnsetSecret(value)) return field.required ? { key: 'required' } : null
  if (field.kind === 'number') {
    const n = typeof value === 'number' ? value : Number(value)
    if (!Number.isFinite(n)) return { key: 'invalid' }
    const low = field.min !== null && n < field.min
    const high = field.max !== null && n > field.max
    return low || high ? { key: 'out-of-range', min: field.min, max: field.max } : null
  }
  if (field.kind === 'choice' && field.choices && !field.choices.some((c) => c.value === value)) return { key: 'unknown' }
  if (field.kind === 'url' && !isUrl(String(value))) return { key: 'invalid' }
  if (field.max_length !== null && typeof value === 'string' && value.length > field.max_length) {
    return { key: 'too-long', max: field.max_length }
  }
  return null
}

export function checkSettings(fields: SettingsField[], settings: Settings): Record<string, FieldError> {
  const errors: Record<string, FieldError> = {}
  for (const field of fields) {
    const error = checkField(field, settings[field.key])
    if (error) errors[field.key] = error
  }
  return errors
}

/** What the form starts with: saved values over defaults. */
export function initialSettings(fields: SettingsField[], saved: Settings = {}): Settings {
  const known = (key: string) => (isUnsetSecret(saved[key]) ? undefined : saved[key])
  return Object.fromEntries(fields.map((f) => [f.key, known(f.key) ?? f.default ?? (f.kind === 'toggle' ? false : f.kind === 'list' ? [] : '')]))
}

const tidy = (value: unknown) =>
  Array.isArray(value) ? value.map((v) => String(v).trim()).filter(Boolean) : typeof value === 'string' ? value.trim() : value

/** What is sent: numbers as numbers, empty optional values left out, untouched secrets left out (= keep). */
export function settingsToSend(fields: SettingsField[], settings: Settings): Settings {
  const out: Settings = {}
  for (const field of fields) {
    const value = settings[field.key]
    if (field.kind === 'secret' && (isSetSecret(value) || isEmpty(value))) continue
    if (field.kind !== 'toggle' && isEmpty(value)) continue
    out[field.key] = field.kind === 'number' ? Number(value) : tidy(value)
  }
  return out
}

/** Fields in the order given, grouped by section; fields without one come first under null. */
export function sections(fields: SettingsField[]): { section: string | null; fields: SettingsField[] }[] {
  const groups = new Map<string | null, SettingsField[]>()
  for (const field of fields) {
    const name = field.section || null
    const list = groups.get(name) ?? []
    list.push(field)
    groups.set(name, list)
  }
  return [...groups].sort(([a], [b]) => Number(a !== null) - Number(b !== null)).map(([section, list]) => ({ section, fields: list }))
}
