import { useTranslation } from 'react-i18next'
import { Page } from '@/kit/basics/Page'

export function RulesPage() {
  const { t } = useTranslation('rules')
  return <Page title={t('title')}>{null}</Page>
}
