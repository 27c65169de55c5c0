import { CSPProvider } from '@base-ui/react/csp-provider'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './styles/fonts.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/print.css'
import { queryClient } from './api/queryClient'
import { startI18n } from './i18n'
import { applyAppearance } from './lib/settings'
import { router } from './router'
import { Toasts } from './shell/Toasts'

applyAppearance()
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', applyAppearance)

await startI18n()
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <Toasts />
      </QueryClientProvider>
    </CSPProvider>
  </StrictMode>,
)
