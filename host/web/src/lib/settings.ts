import type { ShortcutMode } from './shortcuts'

// What belongs to this browser rather than to the person: theme, density, language before sign-in, shortcuts, blurred titles.

export type Theme = 'system' | 'light' | 'dark'
type Stored = { theme: Theme; density: 'comfortable' | 'compact'; shortcuts: ShortcutMode; blur: 'on' | 'off' }
const defaults: Stored = { theme: 'system', density: 'comfortable', shortcuts: 'on', blur: 'off' }
const listeners = new Set<() => void>()

export function read<K extends keyof Stored>(key: K): Stored[K] {
  try {
    return (localStorage.getItem(`daybook.${key}`) as Stored[K] | null) ?? defaults[key]
  } catch {
    return defaults[key]
  }
}

export function write<K extends keyof Stored>(key: K, value: Stored[K]) {
  try {
    localStorage.setItem(`daybook.${key}`, value)
  } catch {
    // a browser without storage keeps it until reload
  }
  listeners.forEach((f) => f())
}

export const onSettings = (f: () => void) => (listeners.add(f), () => void listeners.delete(f))

export function applyAppearance() {
  const theme = read('theme')
  const dark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)
  const root = document.documentElement
  root.dataset['theme'] = dark ? 'dark' : 'light'
  root.dataset['density'] = read('density')
  root.dataset['blur'] = read('blur')
}
