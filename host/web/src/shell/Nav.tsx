import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon, Logo } from '@/kit/basics/Icon'
import { Kbd } from '@/kit/basics/Chips'
import { Dialog } from '@/kit/overlay/Dialog'
import { useMe } from '@/api/useMe'
import { reviewCounts } from '@/api/queries'
import { LiveDot } from './Offline'
import { AppearanceControls, PersonMenu, SignOut } from './PersonMenu'
import { isMac } from './keyboard'
import { places } from './places'
import css from './Shell.module.css'

function useToReview(): number {
  const me = useMe()
  const { data } = useQuery({ ...reviewCounts(me.data), enabled: me.data !== undefined })
  return data?.to_review ?? 0
}

function Place({ place, count, onClick }: { place: (typeof places)[number]; count?: number; onClick?: () => void }) {
  const { t } = useTranslation('shell')
  return (
    <Link to={place.to} className={css['place']} activeProps={{ 'aria-current': 'page' }} activeOptions={{ exact: place.to === '/' }} onClick={onClick}>
      <Icon name={place.icon} />
      <span className="truncate">{t(`nav.${place.name}`)}</span>
      {count ? <span className={css['count']} aria-label={t('nav.toReview', { count })}>{count > 999 ? '999+' : count}</span> : null}
    </Link>
  )
}

/** The side bar on wide screens. */
export function SideNav({ onPalette }: { onPalette: () => void }) {
  const { t } = useTranslation('shell')
  const toReview = useToReview()
  const me = useMe()
  return (
    <nav className={`${css['side']} desktop-only`} aria-label={t('nav.label')}>
      <Link to="/" className={css['brand']}><Logo /><span>Daybook</span></Link>
      <button type="button" className={css['search']} onClick={onPalette} aria-label={t('palette.open')}>
        <Icon name="search" size={16} />
        <span className="grow" aria-hidden="true">{t('palette.open')}</span>
        <Kbd>{isMac() ? '⌘K' : 'Ctrl K'}</Kbd>
      </button>
      <ul>{places.filter((p) => p.group === 'main').map((p) => <li key={p.to}><Place place={p} count={p.name === 'review' ? toReview : 0} /></li>)}</ul>
      <p className={css['group']}>{t('nav.setUp')}</p>
      <ul>{places.filter((p) => p.group === 'setUp').map((p) => <li key={p.to}><Place place={p} /></li>)}</ul>
      <div className={css['foot']}>
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
  const close = () => setMore(false)
  return (
    <nav className={`${css['bottom']} phone-only`} aria-label={t('nav.label')}>
      {places.filter((p) => p.bar).map((p) => <Place key={p.to} place={p} count={p.name === 'review' ? toReview : 0} />)}
      <button type="button" className={css['place']} aria-haspopup="dialog" aria-expanded={more} onClick={() => setMore(true)}>
        <Icon name="more" />
        <span className="truncate">{t('nav.more')}</span>
      </button>
      <Dialog open={more} onClose={close} title={t('nav.more')}>
        <ul className={css['moreList']}>{places.filter((p) => !p.bar).map((p) => <li key={p.to}><Place place={p} onClick={close} /></li>)}</ul>
        <AppearanceControls />
        <div className="row between"><LiveDot /><SignOut /></div>
      </Dialog>
    </nav>
  )
}
