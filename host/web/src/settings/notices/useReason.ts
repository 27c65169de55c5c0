import { useTranslation } from 'react-i18next'

const known = [
  'unreachable', 'denied', 'timed-out', 'no-encryption', 'bad-certificate', 'sign-in-refused', 'refused', 'redirected', 'bad-answer', 'no-mail-server', 'secret-unreadable',
] as const

/** Why something did not get through, in words. */
export function useReason() {
  const { t } = useTranslation('insights')
  return (error: string) => {
    const word = known.find((one) => one === error)
    if (word) return t(`notify.error.${word}`)
    return error.startsWith('status-') ? t('notify.error.status', { status: error.slice(7) }) : t('notify.error.broken')
  }
}
