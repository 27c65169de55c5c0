import { useState, type ReactNode } from 'react'
import { Icon, type IconName } from '@/kit/basics/Icon'
import css from './connect.module.css'

type Props = { icon: IconName; title: string; text: string; open?: boolean; children: ReactNode }

/** One way to connect something: closed it says what it is for, open it does it. Its content comes to life on the first opening. */
export function Way({ icon, title, text, open, children }: Props) {
  const [opened, setOpened] = useState(open === true)
  return (
    <details className={css['way']} open={open} onToggle={(e) => e.currentTarget.open && setOpened(true)}>
      <summary className={css['waySummary']}>
        <span className={css['wayIcon']}><Icon name={icon} size={22} /></span>
        <span className="grow"><strong>{title}</strong><span className="muted small">{text}</span></span>
        <Icon name="chevronDown" size={18} />
      </summary>
      <div className={css['wayBody']}>{opened && children}</div>
    </details>
  )
}
