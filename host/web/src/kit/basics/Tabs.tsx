import { useEffect, useRef, type ReactNode } from 'react'
import css from './Tabs.module.css'

/** Links to the parts of a page. Where they do not fit they scroll, and the one that is open can be seen. */
export function Tabs({ label, children }: { label: string; children: ReactNode }) {
  const nav = useRef<HTMLElement>(null)
  useEffect(() => {
    const here = nav.current?.querySelector<HTMLElement>('[aria-current]')
    if (nav.current && here) nav.current.scrollLeft = here.offsetLeft - (nav.current.clientWidth - here.offsetWidth) / 2
  })
  return <nav ref={nav} className={css['tabs']} aria-label={label}>{children}</nav>
}
