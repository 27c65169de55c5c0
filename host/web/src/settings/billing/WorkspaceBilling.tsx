import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Billing } from '@/api/billingTypes'
import { api } from '@/api/client'
import { useSave } from '@/api/useSave'
import { billingStale } from '@/billing/queries'
import { draftOf, minutesFault, ruleOf } from '@/billing/rounding'
import { RoundingFields } from '@/billing/RoundingFields'
import { useFormat } from '@/i18n/useFormat'
import { Button } from '@/kit/basics/Button'
import { Card } from '@/kit/basics/Page'
import { Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { SelectField } from '@/kit/form/Field'
import form from '@/kit/form/form.module.css'
import { notify } from '@/shell/toasts'

/** The currencies the browser knows by name, and the one that is set. */
function useCurrencies(current: string) {
  const { locale } = useFormat()
  return useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: 'currency' })
    return [...new Set([...Intl.supportedValuesOf('currency'), current])].sort().map((code) => ({ value: code, label: `${code} – ${names.of(code) ?? code}` }))
  }, [locale, current])
}

/** Currency and rounding of the workspace. */
export function WorkspaceBilling({ billing }: { billing: Billing }) {
  const { t } = useTranslation(['billing', 'common'])
  const problemText = useProblemText()
  const currencies = useCurrencies(billing.currency)
  const [currency, setCurrency] = useState(billing.currency)
  const [rounding, setRounding] = useState(() => draftOf(billing.rounding))
  const [tried, setTried] = useState(false)
  const saved = JSON.stringify([billing.currency, billing.rounding])
  const [seen, setSeen] = useState(saved)
  if (seen !== saved) {
    // Somebody saved, here or elsewhere: the fields follow and keep the focus.
    setSeen(saved)
    setCurrency(billing.currency)
    setRounding(draftOf(billing.rounding))
  }
  const save = useSave((body: object) => api.put('billing', body), billingStale, () => notify(t('common:actions.saved')))
  const fault = minutesFault(rounding)
  const submit = () => {
    setTried(true)
    if (!fault && !save.isPending) save.mutate({ currency, rounding: ruleOf(rounding) })
  }
  return (
    <Card title={t('title')}>
      <form className={form['form']} noValidate onSubmit={(e) => (e.preventDefault(), submit())}>
        <p className="muted small">{t('lead')}</p>
        {save.error && <Notice tone="danger" live>{problemText(save.error)}</Notice>}
        <div className={form['columns']}>
          <SelectField label={t('currency')} help={currency === billing.currency ? undefined : t('currencyHelp')} value={currency} onChange={setCurrency} choices={currencies} error={save.fieldError('currency')} />
        </div>
        <RoundingFields value={rounding} onChange={setRounding} errorOf={(field) => (tried && field === 'rounding.minutes' ? fault : null) ?? save.fieldError(field)} />
        <div className={form['buttons']}>
          <Button kind="primary" type="submit" busy={save.isPending}>{t('common:actions.save')}</Button>
        </div>
      </form>
    </Card>
  )
}
