import { useEffect, useLayoutEffect, useRef } from 'react'
import { read } from '@/lib/settings'
import { Chords, comboOf, mayAct } from '@/lib/shortcuts'

// Who listens to which key. Pages register with useShortcuts while they are shown; the latest registration wins.

export type Shortcut = {
  /** "j", "shift+c", "mod+k", "g t" */
  keys: string
  /** What it does, for the cheat sheet; without it the key works but is not listed. */
  label?: string
  /** Answer false to let the browser have the key. */
  run: (event: KeyboardEvent) => void | false
}
type Group = { scope: 'global' | 'page'; current: readonly Shortcut[] }

const groups: Group[] = []
const chords = new Chords(new Set(['g']))

function onKeyDown(event: KeyboardEvent) {
  if (event.defaultPrevented || ['Control', 'Shift', 'Alt', 'Meta'].includes(event.key)) return
  const combo = comboOf(event)
  const target = event.target as HTMLElement | null
  const inList = Boolean(target?.closest('[data-shortcut-list]'))
  if (!mayAct(combo, event, target, read('shortcuts'), inList)) return
  // A dialog or an open popup owns the keyboard.
  if (!combo.includes('mod+') && document.querySelector('[role="dialog"][data-open], [popover]:popover-open')) return
  const sequence = combo.includes('mod+') ? combo : chords.press(combo, event.timeStamp)
  if (sequence === null) return
  for (const group of [...groups].reverse()) {
    const found = group.current.find((s) => s.keys === sequence)
    if (found && found.run(event) !== false) {
      event.preventDefault()
      return
    }
  }
}

export function startKeyboard(): () => void {
  window.addEventListener('keydown', onKeyDown)
  return () => window.removeEventListener('keydown', onKeyDown)
}

/** Registers shortcuts while the component is mounted. The list may change on every render. */
export function useShortcuts(shortcuts: readonly Shortcut[], scope: Group['scope'] = 'page') {
  const group = useRef<Group>({ scope, current: shortcuts })
  useLayoutEffect(() => {
    group.current.current = shortcuts
  })
  useEffect(() => {
    const mine = group.current
    groups.push(mine)
    return () => void groups.splice(groups.indexOf(mine), 1)
  }, [])
}

/** What the cheat sheet prints. */
export const listedShortcuts = (scope: Group['scope']): Shortcut[] =>
  groups.filter((g) => g.scope === scope).flatMap((g) => g.current.filter((s) => s.label))

export const isMac = () => /mac|iphone|ipad/i.test(navigator.platform)
