import { useTranslation } from 'react-i18next'
import type { Integration, RunState as State } from '@/api/integrationTypes'
import { Badge, StatusDot, type Tone } from '@/kit/basics/Marks'

export function StateDot({ integration }: { integration: Integration }) {
  const { t } = useTranslation('integrations')
  const failed = integration.last_run?.state === 'failed'
  const tone = integration.state === 'connector-missing' || failed ? 'danger' : integration.state === 'paused' ? 'warn' : 'ok'
  return <StatusDot tone={tone}>{failed && integration.state === 'active' ? t('state.failing') : t(`state.${integration.state}`)}</StatusDot>
}

const tones: Record<State, Tone> = { running: 'accent', succeeded: 'ok', partial: 'warn', failed: 'danger', cancelled: 'neutral' }

export function RunState({ state }: { state: State }) {
  const { t } = useTranslation('connect')
  return <Badge tone={tones[state]}>{t(`outcome.${state}`)}</Badge>
}
