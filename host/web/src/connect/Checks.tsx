import { useTranslation } from 'react-i18next'
import type { TestResult } from '@/api/integrationTypes'
import { Icon } from '@/kit/basics/Icon'
import css from './connect.module.css'

/** Details come from connectors: text, numbers and lists are shown, anything deeper is left to the run history. */
function Details({ value }: { value: unknown }) {
  if (value === null || value === undefined || value === '') return null
  if (Array.isArray(value)) return <ul className={css['details']}>{value.slice(0, 12).map((v, i) => <li key={i}>{String(v)}</li>)}</ul>
  if (typeof value === 'object') {
    const flat = Object.entries(value).filter(([, v]) => typeof v !== 'object')
    return flat.length === 0 ? null : <ul className={css['details']}>{flat.slice(0, 12).map(([k, v]) => <li key={k}>{k}: {String(v)}</li>)}</ul>
  }
  return <p className={css['details']}>{String(value)}</p>
}

/** The outcome of a connection test, check by check. */
export function Checks({ result }: { result: TestResult }) {
  const { t } = useTranslation('connect')
  return (
    <div className={css['checks']} data-ok={result.ok}>
      <p className={css['checksTitle']}>{result.ok ? t('test.ok') : t('test.failed')}</p>
      <ul>
        {result.checks.map((check, i) => (
          <li key={i} data-ok={check.ok}>
            <Icon name={check.ok ? 'check' : 'x'} size={18} />
            <div className="grow">
              <p><span className="visually-hidden">{check.ok ? t('test.passed') : t('test.notPassed')} </span><strong>{check.name}</strong></p>
              <p className="muted small">{check.message}</p>
              <Details value={check.details} />
            </div>
          </li>
        ))}
      </ul>
    </div>
  )
}
