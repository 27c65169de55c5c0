import { useTranslation } from 'react-i18next'
import { Page } from '@/kit/basics/Page'

export function SetupPage() {
  const { t } = useTranslation('setup')
  return <Page title={t('title')}>{null}</Page>
}
