import { useSyncExternalStore } from 'react'

const isDark = () => document.documentElement.dataset['theme'] === 'dark'

function onTheme(changed: () => void) {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}

/** Whether the dark theme is shown now. Use it only where a colour is computed (canvas, project colours). */
export const useDark = () => useSyncExternalStore(onTheme, isDark)
