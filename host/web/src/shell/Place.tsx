import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Icon } from '@/kit/basics/Icon'
import type { places } from './places'
import css from './Shell.module.css'

export function Place({ place, count, onClick }: { place: (typeof places)[number]; count?: number; onClick?: () => void }) {
  const { t } = useTranslation('shell')
  return (
    <Link to={place.to} className={css['place']} activeOptions={{ exact: place.to === '/', includeSearch: false }} onClick={onClick}>
      <Icon name={place.icon} />
      <span className="truncate">{t(`nav.${place.name}`)}</span>
      {count ? (
        <span className={css['count']}>
          <span aria-hidden="true">{count > 999 ? '999+' : count}</span>
          <span className="visually-hidden">{t('nav.toReview', { count })}</span>
        </span>
      ) : null}
    </Link>
  )
}
