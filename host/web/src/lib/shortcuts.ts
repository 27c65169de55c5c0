// Reading the keyboard. Pure: no DOM registration here (shell/Shortcuts does that).

export type ShortcutMode = 'on' | 'lists' | 'off'
export type KeyLike = {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
  isComposing?: boolean
  repeat?: boolean
}

const named: Record<string, string> = { ' ': 'space', Escape: 'escape', Enter: 'enter', ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' }

/** "j", "shift+j", "mod+k", "alt+up", "?" – one text per key press. Shift is named only where the character does not say it. */
export function comboOf(e: KeyLike): string {
  const key = named[e.key] ?? (e.key.length === 1 ? e.key.toLowerCase() : e.key.toLowerCase())
  const letter = /^\p{L}$/u.test(key) || key.length > 1
  const mods = [e.ctrlKey || e.metaKey ? 'mod' : '', e.altKey ? 'alt' : '', e.shiftKey && letter ? 'shift' : '']
  return [...mods.filter(Boolean), key].join('+')
}

/** Single characters are what WCAG 2.1.4 wants to be switchable; named keys and modified ones are not. */
export const isCharacterKey = (combo: string) => {
  const last = combo.replace(/^shift\+/, '')
  return [...last].length === 1
}

type Target = { tagName?: string; isContentEditable?: boolean; type?: string; closest?: (s: string) => unknown } | null

const typingInputs = new Set(['text', 'search', 'email', 'password', 'url', 'number', 'tel', 'date', 'time', 'datetime-local', 'month', 'week', ''])

/** True where a key belongs to what the person is writing. */
export function isTyping(target: Target): boolean {
  if (!target?.tagName) return false
  const tag = target.tagName.toLowerCase()
  if (tag === 'textarea' || tag === 'select' || target.isContentEditable) return true
  if (tag === 'input') return typingInputs.has((target.type ?? '').toLowerCase())
  return Boolean(target.closest?.('[role="listbox"],[role="menu"],[role="combobox"]'))
}

/** May this press act? Composition and plain typing never; characters by the person's setting. */
export function mayAct(combo: string, e: KeyLike, target: Target, mode: ShortcutMode, inList: boolean): boolean {
  if (e.isComposing) return false
  if (combo.includes('mod+')) return true
  if (isTyping(target)) return false
  if (!isCharacterKey(combo)) return true
  return mode === 'on' || (mode === 'lists' && inList)
}

/** Follows chords such as "g t": feed it presses, it answers the sequence to look up. */
export class Chords {
  private first: string | null = null
  private at = 0
  constructor(private readonly starters: ReadonlySet<string>, private readonly timeoutMs = 1500) {}

  /** Null: a chord has begun, wait. Otherwise the sequence pressed ("g t" or a single combo). */
  press(combo: string, now: number): string | null {
    const first = this.first !== null && now - this.at <= this.timeoutMs ? this.first : null
    this.first = null
    if (first !== null) return `${first} ${combo}`
    if (!this.starters.has(combo)) return combo
    this.first = combo
    this.at = now
    return null
  }
}

/** How a shortcut is printed: ["Ctrl", "K"], ["G", "T"] … */
export function printed(keys: string, mac: boolean): string[] {
  const names: Record<string, string> = { mod: mac ? '⌘' : 'Ctrl', alt: mac ? '⌥' : 'Alt', shift: '⇧', up: '↑', down: '↓', left: '←', right: '→', escape: 'Esc', enter: '⏎', space: '␣' }
  return keys
    .split(/[ ]|\+(?=.)/)
    .map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part))
}
