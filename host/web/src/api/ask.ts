import type { Answer, Scope, Segment } from './askTypes'
import { headersOf, urlOf } from './client'
import { ApiProblem, problemOf } from './problem'

/** Server-sent events out of a text that may end in the middle of one: the whole ones, and what is left. */
export function eventsOf(text: string): { events: { kind: string; data: string }[]; rest: string } {
  const parts = text.split('\n\n')
  const rest = parts.pop() ?? ''
  const events = parts.flatMap((part) => {
    const lines = part.split('\n')
    const kind = lines.find((line) => line.startsWith('event: '))?.slice(7)
    const data = lines.find((line) => line.startsWith('data: '))?.slice(6)
    return kind !== undefined && data !== undefined ? [{ kind, data }] : []
  })
  return { events, rest }
}

/** Asks, tells each sentence as it comes, and answers the whole. Aborting stops the server's work, too. */
export async function ask(question: string, scope: Scope, onSegment: (segment: Segment) => void, signal: AbortSignal): Promise<Answer> {
  const body = { question, start: scope.from, end: scope.to }
  const headers = headersOf('POST', body)
  headers.set('Accept', 'text/event-stream')
  let response: Response
  try {
    response = await fetch(urlOf('ask'), { method: 'POST', headers, body: JSON.stringify(body), credentials: 'same-origin', signal })
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new ApiProblem(0, 'offline', 'The server cannot be reached.')
  }
  if (!response.ok || !response.body) throw await problemOf(response)
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let waiting = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) throw new ApiProblem(0, 'offline', 'The answer broke off.')
    const { events, rest } = eventsOf(waiting + value)
    waiting = rest
    for (const event of events) {
      if (event.kind === 'segment') onSegment(JSON.parse(event.data) as Segment)
      if (event.kind === 'done') return JSON.parse(event.data) as Answer
    }
  }
}
