import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const folder = new URL('./', import.meta.url)
const files = readdirSync(new URL('en/', folder)).filter((f) => f.endsWith('.json'))

function flat(value: object, prefix = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, v]) =>
      typeof v === 'string' ? [[prefix + key, v]] : Object.entries(flat(v as object, `${prefix}${key}.`)),
    ),
  )
}
const texts = (language: string, file: string) =>
  flat(JSON.parse(readFileSync(new URL(`${language}/${file}`, folder), 'utf8')) as object)
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)/g)].map((m) => m[1]).sort()
const pluralForms = (language: string) => new Intl.PluralRules(language).resolvedOptions().pluralCategories

describe('the languages say the same', () => {
  it('with the same files', () => {
    expect(readdirSync(new URL('hi/', folder)).sort()).toEqual(readdirSync(new URL('en/', folder)).sort())
  })

  it.each(files)('%s has the same keys, none of them empty', (file) => {
    const [en, hi] = [texts('en', file), texts('hi', file)]
    expect(Object.keys(hi).sort()).toEqual(Object.keys(en).sort())
    expect([...Object.entries(en), ...Object.entries(hi)].filter(([, v]) => v.trim() === '')).toEqual([])
  })

  it.each(files)('%s uses the same placeholders', (file) => {
    const [en, hi] = [texts('en', file), texts('hi', file)]
    const different = Object.keys(en).filter((k) => placeholders(en[k]!).join() !== placeholders(hi[k] ?? '').join())
    expect(different).toEqual([])
  })

  it.each(files)('%s has every plural form of both languages', (file) => {
    for (const language of ['en', 'hi']) {
      const keys = Object.keys(texts(language, file))
      const stems = new Set(keys.filter((k) => /_(?:zero|one|two|few|many|other)$/.test(k)).map((k) => k.slice(0, k.lastIndexOf('_'))))
      const missing = [...stems].flatMap((s) => pluralForms(language).map((f) => `${s}_${f}`)).filter((k) => !keys.includes(k))
      expect(missing).toEqual([])
    }
  })

  it.each(files)('%s is really translated: no Hindi sentence is the English one', (file) => {
    const [en, hi] = [texts('en', file), texts('hi', file)]
    const same = Object.keys(en).filter((k) => en[k] === hi[k] && /[a-z]{4,} [a-z]{3,}/i.test(en[k]!))
    expect(same).toEqual([])
  })
})
