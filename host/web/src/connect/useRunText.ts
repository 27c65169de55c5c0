import { useTranslation } from 'react-i18next'
import type { Run } from '@/api/integrationTypes'
import { useFormat } from '@/i18n/useFormat'

/** A run in words: phase, outcome, counts, reason. */
export function useRunText() {
  const { t, i18n } = useTranslation('connect')
  const format = useFormat()
  const known = (key: string) => i18n.exists(key, { ns: 'connect' })
  return {
    phase: (run: Run) => {
      const key = `phase.${run.phase ?? 'starting'}`
      return known(key) ? t(key as 'phase.starting') : (run.phase ?? t('phase.starting'))
    },
    outcome: (run: Run) => t(`outcome.${run.state}`),
    counts: (run: Pick<Run, 'read' | 'accepted' | 'duplicates' | 'repaired' | 'rejected'>) =>
      format.list([
        t('counts.read', { count: run.read, number: format.number(run.read) }),
        t('counts.accepted', { count: run.accepted, number: format.number(run.accepted) }),
        t('counts.duplicates', { count: run.duplicates, number: format.number(run.duplicates) }),
        ...(run.repaired > 0 ? [t('counts.repaired', { count: run.repaired, number: format.number(run.repaired) })] : []),
        ...(run.rejected > 0 ? [t('counts.rejected', { count: run.rejected, number: format.number(run.rejected) })] : []),
      ]),
    /** The server's slug as a sentence of ours, else the connector's own message. */
    error: (error: { slug: string; message: string }) => {
      const key = `problem.${error.slug}`
      return known(key) ? t(key as 'problem.unreachable') : error.message
    },
  }
}
