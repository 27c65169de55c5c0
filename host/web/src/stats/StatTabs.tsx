import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import css from './stats.module.css'

const tabs = [['/statistics', 'overview'], ['/goals', 'goals'], ['/sharing', 'sharing'], ['/accuracy', 'accuracy']] as const

/** Statistics, and what is made of them. */
export function StatTabs() {
  const { t } = useTranslation('statistics')
  return (
    <nav className={css['tabs']} aria-label={t('title')}>
      {tabs.map(([to, name]) => <Link key={to} to={to} activeOptions={{ includeSearch: false }}>{t(`tab.${name}`)}</Link>)}
    </nav>
  )
}
