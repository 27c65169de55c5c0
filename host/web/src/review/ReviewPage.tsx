import { useTranslation } from 'react-i18next'
import { Page } from '@/kit/basics/Page'

export function ReviewPage() {
  const { t } = useTranslation('review')
  return <Page title={t('title')}>{null}</Page>
}
