import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Tabs } from '@/kit/basics/Tabs'

const tabs = [['/statistics', 'overview'], ['/goals', 'goals'], ['/sharing', 'sharing'], ['/accuracy', 'accuracy']] as const

/** Statistics, and what is made of them. */
export function StatTabs() {
  const { t } = useTranslation('statistics')
  return (
    <Tabs label={t('title')}>
      {tabs.map(([to, name]) => <Link key={to} to={to} activeOptions={{ includeSearch: false }}>{t(`tab.${name}`)}</Link>)}
    </Tabs>
  )
}
