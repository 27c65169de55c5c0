import { useTranslation } from 'react-i18next'
import type { Connector } from '@/api/integrationTypes'

/** Labels of the connectors we know in the person's language; others speak for themselves. */
export function useLabels() {
  const { t, i18n } = useTranslation('connect')
  return (connector: Connector): Connector => {
    const text = (path: string, own: string | null) => {
      const key = `connector.${connector.id}.${path}`
      return i18n.exists(key, { ns: 'connect' }) ? t(key as 'connector.activitywatch.description') : own
    }
    return {
      ...connector,
      description: text('description', connector.description) ?? '',
      settings: {
        fields: connector.settings.fields.map((f) => ({
          ...f,
          label: text(`${f.key}.label`, f.label) ?? f.label,
          help: text(`${f.key}.help`, f.help),
          section: f.section ? text(`section.${f.section}`, f.section) : null,
        })),
      },
    }
  }
}
