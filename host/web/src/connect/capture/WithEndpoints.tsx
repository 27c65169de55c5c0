import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { CaptureEndpoints } from '@/api/captureTypes'
import { Await } from '@/kit/feedback/States'
import form from '@/kit/form/form.module.css'
import { endpointsQuery } from './queries'

/** What is pasted needs the addresses of this server. */
export function WithEndpoints({ children }: { children: (endpoints: CaptureEndpoints) => ReactNode }) {
  const query = useQuery(endpointsQuery)
  return <div className={form['form']}><Await query={query}>{children}</Await></div>
}
