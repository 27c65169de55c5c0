import { describe, expect, it } from 'vitest'
import type { SettingsField } from '@/api/integrationTypes'
import { checkField, checkSettings, initialSettings, sections, settingsToSend } from './schema'

const field = (f: Partial<SettingsField> & Pick<SettingsField, 'key' | 'kind'>): SettingsField => ({
  label: f.key, required: false, help: null, placeholder: null, default: null, min: null, max: null, max_length: null, choices: null, section: null, ...f,
})
const url = field({ key: 'server_url', kind: 'url', required: true, default: 'http://localhost:5600' })
const days = field({ key: 'lookback_days', kind: 'number', min: 1, max: 90, default: 7 })
const secret = field({ key: 'token', kind: 'secret', section: 'Sign-in' })
const buckets = field({ key: 'bucket_ids', kind: 'list' })
const mode = field({ key: 'mode', kind: 'choice', choices: [{ value: 'a', label: 'A' }] })
const on = field({ key: 'on', kind: 'toggle', required: true })

describe('the check of a connector setting', () => {
  it('says one thing a field', () => {
    expect(checkField(url, '')).toEqual({ key: 'required' })
    expect(checkField(url, 'localhost:5600')).toEqual({ key: 'invalid' })
    expect(checkField(url, 'ftp://x')).toEqual({ key: 'invalid' })
    expect(checkField(url, 'http://localhost:5600')).toBeNull()
    expect(checkField(days, 'many')).toEqual({ key: 'invalid' })
    expect(checkField(days, '0')).toEqual({ key: 'out-of-range', min: 1, max: 90 })
    expect(checkField(days, 91)).toEqual({ key: 'out-of-range', min: 1, max: 90 })
    expect(checkField(days, '')).toBeNull()
    expect(checkField(mode, 'b')).toEqual({ key: 'unknown' })
    expect(checkField(field({ key: 'n', kind: 'text', max_length: 3 }), 'four')).toEqual({ key: 'too-long', max: 3 })
    expect(checkField(on, false)).toBeNull()
  })

  it('accepts a secret that is stored, and asks for one that is not', () => {
    const needed = { ...secret, required: true }
    expect(checkField(needed, { set: true, set_at: '2026-11-20T10:00:00.000Z' })).toBeNull()
    expect(checkField(needed, '')).toEqual({ key: 'required' })
    expect(Object.keys(checkSettings([url, needed, days], { lookback_days: 7 }))).toEqual(['server_url', 'token'])
  })
})

describe('the form', () => {
  it('starts with what is saved, else with defaults', () => {
    expect(initialSettings([secret], { token: { set: false } })).toEqual({ token: '' })
    expect(checkField({ ...secret, required: true }, { set: false })).toEqual({ key: 'required' })
    expect(initialSettings([url, days, buckets, on], { lookback_days: 30 })).toEqual({ server_url: 'http://localhost:5600', lookback_days: 30, bucket_ids: [], on: false })
  })

  it('sends numbers as numbers, leaves out what is empty and secrets that were not touched', () => {
    const sent = settingsToSend([url, days, secret, buckets, on], { server_url: ' http://x ', lookback_days: '14', token: { set: true }, bucket_ids: ['a ', '', 'b'], on: false })
    expect(sent).toEqual({ server_url: 'http://x', lookback_days: 14, bucket_ids: ['a', 'b'], on: false })
    expect(settingsToSend([secret], { token: 'new' })).toEqual({ token: 'new' })
    expect(settingsToSend([secret], { token: '' })).toEqual({})
  })

  it('keeps the order and puts fields without a section first', () => {
    expect(sections([secret, url, days]).map((s) => [s.section, s.fields.map((f) => f.key)])).toEqual([[null, ['server_url', 'lookback_days']], ['Sign-in', ['token']]])
  })
})
