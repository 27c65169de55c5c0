import css from './Chips.module.css'

export type Tone = 'neutral' | 'ok' | 'warn' | 'danger' | 'accent'

export const Badge = ({ tone = 'neutral', children }: { tone?: Tone; children: React.ReactNode }) => (
  <span className={css['badge']} data-tone={tone}>{children}</span>
)

/** A state as a dot and a word. */
export const StatusDot = ({ tone = 'neutral', children }: { tone?: Tone; children: React.ReactNode }) => (
  <span className={css['status']} data-tone={tone}><span className={css['dot']} aria-hidden="true" />{children}</span>
)

export const Kbd = ({ children }: { children: React.ReactNode }) => <kbd className={css['kbd']}>{children}</kbd>
