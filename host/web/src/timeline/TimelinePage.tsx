import { useTranslation } from 'react-i18next'
import { Page } from '@/kit/basics/Page'

export function TimelinePage() {
  const { t } = useTranslation('timeline')
  return <Page title={t('title')}>{null}</Page>
}
