// A day as a text.

export type JournalState = 'none' | 'draft' | 'final'
export type JournalSource = 'template' | 'model'
export type FactKind =
  | 'total' | 'project' | 'task' | 'category' | 'unassigned' | 'focus' | 'meeting' | 'meetings' | 'pull_request' | 'started' | 'finished' | 'waiting' | 'beside' | 'entry'

/** A sentence and the ids of the facts it rests on. */
export type Said = { text: string; cites: string[] }
export type Section = { title: string; sentences: Said[] }
export type Fact = { id: string; kind: FactKind; name: string; duration_ms: number; start: string | null; end: string | null; entries: string[] }
export type DiffPart = { kind: 'same' | 'removed' | 'added'; text: string }

export type Journal = {
  date: string
  key: string
  time_zone: string
  state: JournalState
  source: JournalSource | null
  locale: string | null
  text: string
  sections: Section[]
  facts: Fact[]
  total_ms: number
  notes: string
  edited: boolean
  edited_at: string | null
  offer: { text: string; diff: DiffPart[] } | null
  revision: number
  written_at: string | null
  model_note: string | null
  closes_at: string
}

export type JournalMark = {
  date: string
  state: JournalState
  source: JournalSource | null
  edited: boolean
  has_offer: boolean
  has_notes: boolean
  total_ms: number
  lead: string
}
export type JournalDays = { from: string; to: string; days: JournalMark[] }
export type JournalVersion = { revision: number; state: JournalState; source: JournalSource; body: string; edited: boolean; written_at: string; replaced_at: string }

export type Standup = { date: string; last_day: string | null; time_zone: string; locale: string; text: string; sections: Section[]; facts: Fact[] }

export type JournalWeek = {
  week: string
  start: string
  end: string
  time_zone: string
  locale: string
  total_ms: number
  text: string
  sections: Section[]
  facts: Fact[]
  days: { date: string; total_ms: number; journal: JournalMark | null }[]
}
