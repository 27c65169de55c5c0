import { keys } from './keys'
import { queryClient } from './queryClient'

// One EventSource for all tabs of this browser: the tab that holds the lock listens, the others hear it over a BroadcastChannel.
// Events say only what changed; the query cache asks for the rest.

export type LiveEvent = { kind: string; key: string }
export type LiveState = { status: 'connecting' | 'live' | 'stale'; since: number }

let state: LiveState = { status: 'connecting', since: Date.now() }
const stateListeners = new Set<() => void>()
const eventListeners = new Set<(e: LiveEvent) => void>()

function setState(status: LiveState['status']) {
  if (state.status === status) return
  state = { status, since: Date.now() }
  stateListeners.forEach((f) => f())
}

export const liveState = () => state
export const onLiveState = (f: () => void) => (stateListeners.add(f), () => void stateListeners.delete(f))
/** Hear every live event, for example to count new rows. Returns the way to stop. */
export const onLiveEvent = (f: (e: LiveEvent) => void) => (eventListeners.add(f), () => void eventListeners.delete(f))

/** Which query keys a live event makes stale; null = everything. */
export function staleKeys(e: LiveEvent): readonly (readonly unknown[])[] | null {
  switch (e.kind) {
    case 'day':
      return [['day', e.key], ['journal'], ['timesheet'], ['entries'], ['review'], ['explain']]
    case 'sync':
      return [keys.integrations]
    case 'insight':
      return [['insights']]
    case 'notification':
      return [['insights'], ['notifications']]
    case 'device':
      return [keys.devices]
    case 'run':
      return [[...keys.rules, 'runs']]
    case 'reset':
      return null
    default:
      return []
  }
}

function hear(e: LiveEvent) {
  const stale = staleKeys(e)
  if (stale === null) void queryClient.invalidateQueries()
  else for (const queryKey of stale) void queryClient.invalidateQueries({ queryKey })
  eventListeners.forEach((f) => f(e))
}

const kinds = ['day', 'sync', 'device', 'run', 'insight', 'notification', 'reset']

function listen(channel: BroadcastChannel | null): () => void {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let wait = 1000
  let hadOne = false
  const tell = (status: LiveState['status']) => {
    setState(status)
    channel?.postMessage({ status })
  }
  const open = () => {
    source = new EventSource('/api/v1/events')
    source.onopen = () => {
      wait = 1000
      tell('live')
      if (hadOne) hear({ kind: 'reset', key: '' }) // what happened while we were away is unknown
      hadOne = true
    }
    source.onerror = () => {
      source?.close()
      tell('stale')
      timer = setTimeout(open, wait)
      wait = Math.min(30_000, wait * 2)
    }
    for (const kind of kinds) {
      source.addEventListener(kind, (message) => {
        let key = ''
        try {
          key = String((JSON.parse((message as MessageEvent<string>).data) as { key?: unknown }).key ?? '')
        } catch {
          // an event without data still says its kind
        }
        hear({ kind, key })
        channel?.postMessage({ kind, key })
      })
    }
  }
  open()
  return () => {
    clearTimeout(timer)
    source?.close()
  }
}

/** Starts listening; returns the way to stop. */
export function startLive(): () => void {
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel('daybook-live') : null
  const stopped = new AbortController()
  let stopListening: (() => void) | undefined
  let leads = false
  if (channel) {
    channel.onmessage = (m: MessageEvent<LiveEvent | { status: LiveState['status'] } | { ask: true }>) => {
      if ('ask' in m.data) {
        if (leads) channel.postMessage({ status: state.status })
      }
      else if ('status' in m.data) setState(m.data.status)
      else hear(m.data)
    }
    channel.postMessage({ ask: true })
  }
  // Web Locks need a secure context; over plain HTTP each tab listens for itself.
  if (channel && navigator.locks) {
    navigator.locks
      .request('daybook-live', { signal: stopped.signal }, () => {
        leads = true
        stopListening = listen(channel)
        return new Promise<void>((done) => stopped.signal.addEventListener('abort', () => done()))
      })
      .catch(() => undefined)
  } else stopListening = listen(null)
  return () => {
    stopped.abort()
    stopListening?.()
    channel?.close()
  }
}
