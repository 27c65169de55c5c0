import { useTranslation } from 'react-i18next'
import { Page } from '@/kit/basics/Page'

export function TodayPage() {
  const { t } = useTranslation('today')
  return <Page title={t('title')}>{null}</Page>
}
