import { lazy, Suspense, useEffect, type ComponentType, type ReactNode } from 'react'

/**
 * A component whose code comes when the page has come to rest, or at once when it is needed earlier.
 * Unlike lazy alone it renders in the same pass when the code is there, so that a dialog finds its first field to focus.
 */
export function later<P extends object>(load: () => Promise<{ default: ComponentType<P> }>) {
  let loaded: ComponentType<P> | null = null
  const fetchOnce = () => load().then((m) => ((loaded = m.default), m))
  const Lazy = lazy(fetchOnce) as unknown as ComponentType<P>
  function Later({ fallback = null, props }: { fallback?: ReactNode; props: P }) {
    const Now = loaded
    return Now ? <Now {...props} /> : <Suspense fallback={fallback}><Lazy {...props} /></Suspense>
  }
  function useWarm() {
    useEffect(() => {
      const timer = setTimeout(() => void fetchOnce(), 1200)
      return () => clearTimeout(timer)
    }, [])
  }
  return { Later, useWarm }
}
