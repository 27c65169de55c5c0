import { useCallback, useEffect, useRef, useState } from 'react'
import { ask } from '@/api/ask'
import type { Answer, Scope, Segment } from '@/api/askTypes'

export type Asked = { question: string; segments: Segment[]; answer: Answer | null; error: unknown; running: boolean; stopped: boolean }

/** One question at a time: its answer as it grows. A new question stops the one before. */
export function useAsk() {
  const [asked, setAsked] = useState<Asked | null>(null)
  const running = useRef<AbortController | null>(null)
  const stop = useCallback(() => {
    running.current?.abort()
    running.current = null
    setAsked((now) => now && (now.running ? { ...now, running: false, stopped: true } : now))
  }, [])
  useEffect(() => () => running.current?.abort(), [])
  const start = useCallback(async (question: string, scope: Scope) => {
    running.current?.abort()
    const mine = new AbortController()
    running.current = mine
    const change = (next: (now: Asked) => Asked) => running.current === mine && setAsked((now) => now && next(now))
    setAsked({ question, segments: [], answer: null, error: null, running: true, stopped: false })
    try {
      const answer = await ask(question, scope, (segment) => change((now) => ({ ...now, segments: [...now.segments, segment] })), mine.signal)
      change((now) => ({ ...now, segments: answer.segments, answer, running: false }))
    } catch (error) {
      if (!mine.signal.aborted) change((now) => ({ ...now, error, running: false }))
    }
  }, [])
  return { asked, start, stop }
}
