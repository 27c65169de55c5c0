import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon, Logo } from '@/kit/basics/Icon'
import { Kbd } from '@/kit/basics/Marks'
import { useMe } from '@/api/useMe'
import { reviewCounts } from '@/api/queries'
import { LiveDot } from './Offline'
import { PersonMenu } from './PersonMenu'
import { Place } from './Place'
import { isMac } from './keyboard'
import { places } from './places'
import css from './Shell.module.css'

const Bell = lazy(() => import('@/signals/Bell'))
const MoreSheet = lazy(() => import('./MoreSheet'))

function useToReview(): number {
  const me = useMe()
  const { data } = useQuery({ ...reviewCounts(me.data), enabled: me.data !== undefined })
  return data?.to_review ?? 0
}

/** The side bar on wide screens. */
export function SideNav({ onPalette }: { onPalette: () => void }) {
  const { t } = useTranslation('shell')
  const toReview = useToReview()
  const me = useMe()
  return (
    <nav className={`${css['side']} desktop-only`} aria-label={t('nav.label')}>
      <Link to="/" className={css['brand']}><Logo /><span>Daybook</span></Link>
      <button type="button" className={css['search']} onClick={onPalette} title={t('palette.open')}>
        <Icon name="search" size={16} />
        <span className="grow">{t('palette.short')}</span>
        <Kbd>{isMac() ? '⌘K' : 'Ctrl K'}</Kbd>
      </button>
      <ul>{places.filter((p) => p.group === 'main').map((p) => <li key={p.to}><Place place={p} count={p.name === 'review' ? toReview : 0} /></li>)}</ul>
      <p className={css['group']}>{t('nav.setUp')}</p>
      <ul>{places.filter((p) => p.group === 'setUp').map((p) => <li key={p.to}><Place place={p} /></li>)}</ul>
      <div className={css['foot']}>
        <Suspense fallback={null}>{me.data && <Bell />}</Suspense>
        <LiveDot />
        <PersonMenu me={me.data} />
      </div>
    </nav>
  )
}

/** The bottom bar on phones: four places and More. */
export function BottomNav() {
  const { t } = useTranslation('shell')
  const [more, setMore] = useState(false)
  const toReview = useToReview()
  return (
    <nav className={`${css['bottom']} phone-only`} aria-label={t('nav.label')}>
      {places.filter((p) => p.bar).map((p) => <Place key={p.to} place={p} count={p.name === 'review' ? toReview : 0} />)}
      <button type="button" className={css['place']} aria-haspopup="dialog" aria-expanded={more} onClick={() => setMore(true)}>
        <Icon name="more" />
        <span className="truncate">{t('nav.more')}</span>
      </button>
      <Suspense fallback={null}>{more && <MoreSheet onClose={() => setMore(false)} />}</Suspense>
    </nav>
  )
}
