import { useTranslation } from 'react-i18next'
import type { TestResult } from '@/api/integrationTypes'
import { Icon } from '@/kit/basics/Icon'
import css from './connect.module.css'

/** The outcome of a connection test, check by check. */
export function Checks({ result }: { result: TestResult }) {
  const { t, i18n } = useTranslation('connect')
  // A check's name is a stable word of the connector, or the slug of what went wrong.
  const name = (word: string) => {
    const key = `check.${word}`
    return i18n.exists(key, { ns: 'connect' }) ? t(key as 'check.reachable') : word
  }
  return (
    <div className={css['checks']} data-ok={result.ok}>
      <p className={css['checksTitle']}>{result.ok ? t('test.ok') : t('test.failed')}</p>
      <ul>
        {result.checks.map((check, i) => (
          <li key={i} data-ok={check.ok}>
            <Icon name={check.ok ? 'check' : 'x'} size={18} />
            <div className="grow">
              <p><span className="visually-hidden">{check.ok ? t('test.passed') : t('test.notPassed')} </span><strong>{name(check.name)}</strong></p>
              <p className="muted small">{check.message}</p>
              {check.details && <p className={css['details']}>{check.details}</p>}
            </div>
          </li>
        ))}
      </ul>
    </div>
  )
}
