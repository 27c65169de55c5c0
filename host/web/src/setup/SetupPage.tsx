import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { keys } from '@/api/keys'
import { startLive } from '@/api/live'
import type { SetupState } from '@/api/types'
import { useMe } from '@/api/useMe'
import { EntryFrame } from '@/kit/basics/EntryFrame'
import { Redirect } from '@/kit/basics/Redirect'
import { ErrorState, Skeleton } from '@/kit/feedback/States'
import { AccountStep } from './AccountStep'
import { ConnectStep } from './ConnectStep'
import { DayStep } from './DayStep'
import { Steps } from './Steps'
import { WaitStep } from './WaitStep'

const names = ['account', 'day', 'connect', 'wait'] as const

/** The steps after the account need someone signed in. */
function SignedIn({ step, go }: { step: number; go: (step: number) => void }) {
  const me = useMe()
  useEffect(() => (me.data ? startLive() : undefined), [me.data])
  if (!me.data) return me.error ? <Redirect to="/sign-in" /> : <Skeleton />
  if (step === 2) return <DayStep me={me.data} onNext={() => go(3)} />
  if (step === 3) return <ConnectStep onNext={() => go(4)} />
  return <WaitStep onBack={() => go(3)} />
}

/** The first run: account, day, something to connect, and waiting until data comes in. */
export function SetupPage() {
  const { t } = useTranslation('setup')
  const { step = 1 } = useSearch({ from: '/setup' })
  const navigate = useNavigate()
  const setup = useQuery({ queryKey: keys.setup, queryFn: ({ signal }) => api.get<SetupState>('setup', {}, signal), enabled: step === 1 })
  const go = (next: number) => void navigate({ to: '/setup', search: { step: next } })
  if (step === 1 && setup.data && !setup.data.needed) return <Redirect to="/sign-in" />
  const name = names[step - 1] ?? 'account'
  return (
    <EntryFrame key={step} wide title={t(`${name}.title`)} lead={t(`${name}.lead`)}
      aside={<Steps current={step} names={names.map((n) => t(`${n}.short`))} />}>
      {step > 1 ? <SignedIn step={step} go={go} /> :
        setup.error ? <ErrorState error={setup.error} retry={() => void setup.refetch()} /> :
        setup.data ? <AccountStep tokenRequired={setup.data.token_required} onNext={() => go(2)} /> : <Skeleton />}
    </EntryFrame>
  )
}
