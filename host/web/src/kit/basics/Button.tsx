import { Link, type LinkProps } from '@tanstack/react-router'
import type { ComponentProps, ReactNode } from 'react'
import { Icon, type IconName } from './Icon'
import css from './Button.module.css'

export type ButtonKind = 'primary' | 'plain' | 'quiet' | 'danger'
type Look = { kind?: ButtonKind; small?: boolean; icon?: IconName }

const classes = ({ kind = 'plain', small }: Look, extra?: string) =>
  [css['button'], css[kind], small && css['small'], extra].filter(Boolean).join(' ')

type Props = Look & { busy?: boolean; children?: ReactNode } & Omit<ComponentProps<'button'>, 'children'>

/** `busy` keeps the button focusable but inert, so that focus is not lost while a request runs. */
export function Button({ kind, small, icon, busy, children, className, onClick, type = 'button', ...rest }: Props) {
  return (
    <button {...rest} type={type} className={classes({ kind, small }, className)} aria-disabled={busy || undefined} aria-busy={busy || undefined}
      onClick={busy ? (e) => e.preventDefault() : onClick}>
      {icon && <Icon name={icon} size={small ? 16 : 18} />}
      {children}
      {busy && <span className={css['dots']} aria-hidden="true" />}
    </button>
  )
}

/** A button that is only an icon: its label is what screen readers say and what the tooltip shows. */
export function IconButton({ label, icon, kind = 'quiet', small, className, busy, onClick, ...rest }: Props & { label: string; icon: IconName }) {
  return (
    <button {...rest} type="button" aria-label={label} title={label} aria-disabled={busy || undefined} onClick={busy ? undefined : onClick}
      className={classes({ kind, small }, [css['iconOnly'], className].filter(Boolean).join(' '))}>
      <Icon name={icon} size={small ? 16 : 20} />
    </button>
  )
}

/** A link that looks like a button. */
export function ButtonLink({ kind, small, icon, children, ...rest }: Look & { children: ReactNode } & LinkProps) {
  return (
    <Link {...rest} className={classes({ kind, small })}>
      {icon && <Icon name={icon} size={small ? 16 : 18} />}
      {children}
    </Link>
  )
}
