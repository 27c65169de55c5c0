import { Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { startLive } from '@/api/live'
import { isProblem } from '@/api/problem'
import { useMe } from '@/api/useMe'
import { isLanguage, setLanguage } from '@/i18n'
import { ErrorState, Skeleton } from '@/kit/feedback/States'
import { Logo } from '@/kit/basics/Icon'
import { applyAppearance, read, write } from '@/lib/settings'
import { BottomNav, SideNav } from './Nav'
import { OfflineBanner } from './Offline'
import { ErrorBoundary } from './StatusPages'
import { startKeyboard, useShortcuts } from './keyboard'
import { places } from './places'
import { forgetUndo, undoLast } from './toasts'
import css from './Shell.module.css'

const Palette = lazy(() => import('./Palette'))
const ShortcutSheet = lazy(() => import('./ShortcutSheet'))

function useGlobalShortcuts(openPalette: () => void, openSheet: () => void) {
  const { t } = useTranslation('shell')
  const navigate = useNavigate()
  useShortcuts(
    [
      { keys: 'mod+k', label: t('shortcuts.palette'), run: openPalette },
      { keys: '?', label: t('shortcuts.sheet'), run: openSheet },
      { keys: '/', label: t('shortcuts.search'), run: () => (document.querySelector<HTMLElement>('[type=search]') ?? { focus: openPalette }).focus() },
      { keys: 'z', label: t('shortcuts.undo'), run: () => (undoLast() ? undefined : false) },
      { keys: 'b', label: t('shortcuts.blur'), run: () => (write('blur', read('blur') === 'on' ? 'off' : 'on'), applyAppearance()) },
      ...places.map((p) => ({
        keys: `g ${p.chord}`,
        label: t('shortcuts.go', { page: t(`nav.${p.name}`) }),
        run: () => void navigate({ to: p.to }),
      })),
    ],
    'global',
  )
}

/** Takes the signed-out to sign-in (or to the first run) and remembers where they wanted to go. */
function useGate() {
  const me = useMe()
  const navigate = useNavigate()
  const location = useLocation()
  const signedOut = isProblem(me.error) && me.error.status === 401
  // The shell stays mounted until the page of sign-in has loaded, and sees its address: only the place they came from counts.
  const next = location.pathname === '/sign-in' ? null : location.href
  useEffect(() => {
    if (signedOut && next !== null) void navigate({ to: '/sign-in', search: { next: next === '/' ? undefined : next }, replace: true })
  }, [signedOut, navigate, next])
  const locale = me.data?.locale
  useEffect(() => {
    const chosenHere = localStorage.getItem('daybook.lang') !== null
    if (isLanguage(locale) && !chosenHere) void setLanguage(locale)
  }, [locale])
  return { me, signedOut }
}

export function Shell() {
  const { t } = useTranslation('shell')
  const { pathname } = useLocation()
  const { me, signedOut } = useGate()
  const [palette, setPalette] = useState(false)
  const [sheet, setSheet] = useState(false)
  useEffect(() => startKeyboard(), [])
  const signedIn = me.data !== undefined
  useEffect(() => (signedIn ? startLive() : undefined), [signedIn])
  useEffect(() => forgetUndo, [pathname])
  useGlobalShortcuts(() => setPalette(true), () => setSheet(true))

  if (!me.data) {
    return (
      <div className={css['waiting']}>
        <Logo size={40} />
        {me.error && !signedOut ? <ErrorState error={me.error} retry={() => void me.refetch()} /> : <Skeleton rows={3} />}
      </div>
    )
  }
  return (
    <div className={css['shell']}>
      <a href="#main" className={css['skip']}>{t('skip')}</a>
      <SideNav onPalette={() => setPalette(true)} />
      <div className={css['column']}>
        <OfflineBanner />
        <main id="main" tabIndex={-1} className={css['main']}>
          <ErrorBoundary resetKey={pathname}>
            <Suspense fallback={<div className={css['fallback']}><Skeleton rows={6} /></div>}><Outlet /></Suspense>
          </ErrorBoundary>
        </main>
      </div>
      <BottomNav />
      <Suspense fallback={null}>
        {palette && <Palette open onClose={() => setPalette(false)} />}
        {sheet && <ShortcutSheet open onClose={() => setSheet(false)} />}
      </Suspense>
    </div>
  )
}
