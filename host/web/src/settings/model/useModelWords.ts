import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/useFormat'

/** Stable words of the API as sentences; a word that is not known yet is shown as it is. */
export function useModelWords() {
  const { t, i18n } = useTranslation('models')
  const format = useFormat()
  return useMemo(() => {
    const money = new Intl.NumberFormat(format.locale, { style: 'currency', currency: 'USD', maximumFractionDigits: 4 })
    const word = (group: 'reason' | 'outcome' | 'purpose' | 'redaction' | 'stage', key: string) =>
      i18n.exists(`${group}.${key}`, { ns: 'models' }) ? t(`${group}.${key}` as 'reason.off') : key
    return {
      reason: (key: string) => word('reason', key),
      /** A call ends well, or for one of the reasons for which there is no answer. */
      outcome: (key: string) => (i18n.exists(`outcome.${key}`, { ns: 'models' }) ? word('outcome', key) : word('reason', key)),
      purpose: (key: string) => word('purpose', key),
      redaction: (key: string) => word('redaction', key),
      stage: (key: string) => word('stage', key.replace('.', '-')),
      money: (micros: number | null) => (micros === null ? '–' : money.format(micros / 1_000_000)),
      redactions: (counts: Record<string, number>) => Object.entries(counts).map(([kind, count]) => `${word('redaction', kind)} ${format.number(count)}`),
    }
  }, [t, i18n, format])
}
