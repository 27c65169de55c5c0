import { useTranslation } from 'react-i18next'
import { Page } from '@/kit/basics/Page'

export function ProjectsPage() {
  const { t } = useTranslation('projects')
  return <Page title={t('title')}>{null}</Page>
}
