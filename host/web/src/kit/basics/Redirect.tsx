import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'

/** Goes elsewhere once. (The router's own component navigates again on every render while a lazy page loads.) */
export function Redirect({ to }: { to: '/' | '/setup' | '/sign-in' }) {
  const navigate = useNavigate()
  useEffect(() => {
    void navigate({ to, replace: true })
    // once
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  return null
}
