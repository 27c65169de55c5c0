// What POST /api/v1/ask answers. Days are the person's local days.

export type Segment = { text: string; cites: string[] }
export type Citation = { id: string; kind: string; date: string; minutes: number | null; label: string; href: string }
export type Warning = { kind: string; start: string | null; end: string | null; detail: string | null }
export type Sent = { role: string; text: string }
export type Answer = {
  answer: string
  segments: Segment[]
  citations: Citation[]
  used: { range: { start: string; end: string }; journals: number; entries: number; minutes: number }
  mode: string
  warnings: Warning[]
  intent: string
  sent: Sent[]
}
export type Scope = { from: string; to: string }
