// Signals raised for a person, and how they want to be told of them.

export const signalKinds = [
  'context_switching', 'ping_pong', 'focus_blocks', 'fragmented_focus', 'meeting_load', 'meeting_gaps', 'after_hours', 'short_rest', 'long_streak', 'no_meal_break',
  'overwork', 'estimate_overrun', 'unattributed_share', 'capture_gap', 'agent_ratio',
] as const
export type SignalKind = (typeof signalKinds)[number]

export type Insight = {
  id: string
  kind: SignalKind
  /** day, week, or a task's id. */
  scope: string
  /** The task that the scope names. */
  task: { id: string; key: string; title: string } | null
  span: string
  date: string
  severity: number
  /** Minutes, shares from 0 to 1 and counts; always `value`, and `limit` where there is a bound. */
  numbers: Record<string, number>
  blocks: string[]
  state: 'open' | 'resolved'
  info: boolean
  raised_at: string
  changed_at: string
  read_at: string | null
  useful: boolean | null
}
export type Insights = { today: string; items: Insight[]; next: string | null }

export type Notice = { id: string; digest: boolean; insights: Insight[]; created_at: string; read_at: string | null }
export type Notices = { unread: number; items: Notice[]; next: string | null }

export const tellModes = ['off', 'digest', 'now'] as const
export type TellMode = (typeof tellModes)[number]
export const tellChannels = ['in_app', 'mail', 'webhook'] as const
export type TellChannel = (typeof tellChannels)[number]

export type KindWish = { kind: SignalKind; info: boolean; opt_in: boolean; on: boolean } & Record<TellChannel, TellMode>
export type Delivery = {
  channel: 'mail' | 'webhook'
  digest: boolean
  state: 'waiting' | 'sent' | 'failed'
  attempts: number
  last_error: string | null
  created_at: string
  next_at: string | null
}
export type NoticeSettings = {
  digest_hour: number
  quiet_from: string | null
  quiet_to: string | null
  mail_ready: boolean
  kinds: KindWish[]
  deliveries: Delivery[]
}
export type Webhook = { id: string; url: string; enabled: boolean; created_at: string; last_at: string | null; last_error: string | null }
export type NewWebhook = { id: string; url: string; secret: string }
export type MailServer = {
  configured: boolean
  host: string | null
  port: number | null
  security: 'none' | 'starttls' | 'tls' | null
  user_name: string | null
  password_set: boolean
  sender: string | null
}
export type MailTest = { ok: boolean; error: string | null; to: string }
