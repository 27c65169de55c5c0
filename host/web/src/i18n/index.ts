import i18next, { type ReadCallback } from 'i18next'
import { initReactI18next } from 'react-i18next'

// One JSON per page folder and language; a page's texts load with its code (see router.tsx).

export const languages = ['en', 'hi'] as const
export type Language = (typeof languages)[number]
export const namespaces = [
  'common', 'shell', 'entry', 'setup', 'day', 'today', 'review', 'timeline', 'timesheet', 'integrations', 'connect', 'projects', 'rules', 'devices', 'settings',
  'statistics', 'goals', 'sharing', 'capture', 'accuracy', 'models', 'insights', 'reports', 'team', 'ask', 'journal', 'billing',
] as const
export type Namespace = (typeof namespaces)[number]

const files = import.meta.glob<{ default: object }>('./{en,hi}/*.json')

const backend = {
  type: 'backend' as const,
  init: () => undefined,
  read(language: string, namespace: string, done: ReadCallback) {
    const load = files[`./${language}/${namespace}.json`]
    if (!load) return done(new Error(`no texts for ${language}/${namespace}`), false)
    load().then((m) => done(null, m.default as Parameters<ReadCallback>[1]), (e: Error) => done(e, false))
  },
}

export const isLanguage = (value: unknown): value is Language => languages.includes(value as Language)

export const i18n = i18next

export async function startI18n(): Promise<void> {
  const language = document.documentElement.lang
  await i18next.use(backend).use(initReactI18next).init({
    lng: isLanguage(language) ? language : 'en',
    fallbackLng: 'en',
    supportedLngs: languages,
    ns: ['common', 'shell'],
    defaultNS: 'common',
    interpolation: { escapeValue: false }, // React escapes
    react: { useSuspense: true },
    returnNull: false,
  })
}

export const loadTexts = (...ns: Namespace[]) => i18next.loadNamespaces(ns)

export async function setLanguage(language: Language) {
  try {
    localStorage.setItem('daybook.lang', language)
  } catch {
    // kept until reload
  }
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}
