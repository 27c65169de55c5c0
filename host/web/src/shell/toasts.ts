// Messages and undo. A store outside React, so that mutations can speak from anywhere.

export type Toast = { id: number; text: string; tone: 'plain' | 'error'; action?: { label: string; run: () => void }; undoes?: boolean }

let toasts: readonly Toast[] = []
let nextId = 1
const listeners = new Set<() => void>()
const timers = new Map<number, ReturnType<typeof setTimeout>>()
const undoStack: { toast: number; run: () => void }[] = []

const publish = (next: readonly Toast[]) => {
  toasts = next
  listeners.forEach((f) => f())
}

export const currentToasts = () => toasts
export const onToasts = (f: () => void) => (listeners.add(f), () => void listeners.delete(f))

export function dismiss(id: number) {
  clearTimeout(timers.get(id))
  timers.delete(id)
  publish(toasts.filter((t) => t.id !== id))
}

/** Starts or stops the clock of a toast (it stands still while the pointer or focus is on it). */
export function hold(id: number, held: boolean) {
  clearTimeout(timers.get(id))
  if (!held) timers.set(id, setTimeout(() => dismiss(id), 10_000))
}

/** Says something for ten seconds; at most three at once. */
export function notify(text: string, options: { tone?: Toast['tone']; action?: Toast['action'] } = {}): number {
  const id = nextId++
  publish([...toasts.slice(-2), { id, text, tone: options.tone ?? 'plain', action: options.action }])
  hold(id, false)
  return id
}

/** A change that can be taken back: a toast with Undo for ten seconds, and the key `z` until the page is left. */
export function notifyUndo(text: string, label: string, undo: () => void): number {
  const id = nextId++
  const run = () => {
    const at = undoStack.findIndex((u) => u.toast === id)
    if (at < 0) return
    undoStack.splice(at, 1)
    dismiss(id)
    undo()
  }
  undoStack.push({ toast: id, run })
  publish([...toasts.slice(-2), { id, text, tone: 'plain', action: { label, run }, undoes: true }])
  hold(id, false)
  return id
}

/** Takes the last change back; false when there is none. */
export function undoLast(): boolean {
  const last = undoStack[undoStack.length - 1]
  last?.run()
  return last !== undefined
}

export const forgetUndo = () => void undoStack.splice(0)
