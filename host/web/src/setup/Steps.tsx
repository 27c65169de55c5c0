import { useTranslation } from 'react-i18next'
import { Icon } from '@/kit/basics/Icon'
import css from './setup.module.css'

export function Steps({ current, names }: { current: number; names: string[] }) {
  const { t } = useTranslation('setup')
  return (
    <ol className={css['steps']} aria-label={t('steps')}>
      {names.map((name, i) => (
        <li key={name} aria-current={i + 1 === current ? 'step' : undefined} data-done={i + 1 < current || undefined}>
          <span className={css['dot']}>{i + 1 < current ? <Icon name="check" size={14} /> : i + 1}</span>
          <span className={css['stepName']}>{name}</span>
          {i + 1 < current && <span className="visually-hidden">{t('done')}</span>}
        </li>
      ))}
    </ol>
  )
}
