import { useTranslation } from 'react-i18next'
import type { ModelProvider } from '@/api/modelTypes'
import { Checkbox, SelectField, TextField } from '@/kit/form/Field'
import { PasswordField } from '@/kit/form/PasswordField'
import form from '@/kit/form/form.module.css'
import type { ModelDraft } from './modelDraft'

type Props = { draft: ModelDraft; keySet: boolean; change: (part: Partial<ModelDraft>) => void; errorOf: (field: string) => string | null }

const places = { local: 'http://127.0.0.1:11434/v1', openai: 'https://api.openai.com/v1', anthropic: 'https://api.anthropic.com' }

/** Which server, which model, and the key it asks for. */
export function ServerFields({ draft, keySet, change, errorOf }: Props) {
  const { t } = useTranslation('models')
  const example = places[draft.mode === 'local' ? 'local' : draft.provider]
  return (
    <>
      <div className={form['columns']}>
        <SelectField label={t('server.provider')} help={t('server.providerHelp')} value={draft.provider} onChange={(provider) => change({ provider: provider as ModelProvider })}
          choices={[{ value: 'openai', label: t('server.openai') }, { value: 'anthropic', label: 'Anthropic' }]} error={errorOf('provider')} />
        <TextField label={t('server.url')} help={t('server.urlHelp', { example })} placeholder={example} type="url" spellCheck={false} value={draft.baseUrl}
          onChange={(baseUrl) => change({ baseUrl })} error={errorOf('base_url')} />
        <TextField label={t('server.model')} spellCheck={false} autoComplete="off" value={draft.model} onChange={(model) => change({ model })} error={errorOf('model')} />
        <PasswordField label={t('server.key')} optional={draft.provider === 'openai'} help={t(keySet ? 'server.keySet' : 'server.keyHelp')} autoComplete="off" value={draft.key}
          onChange={(key) => change({ key, forgetKey: false })} error={errorOf('key')} />
      </div>
      {keySet && <Checkbox label={t('server.forgetKey')} checked={draft.forgetKey} onChange={(forgetKey) => change({ forgetKey, key: '' })} />}
      <details>
        <summary className="small muted">{t('server.more')}</summary>
        <div className={form['columns']}>
          <TextField label={t('server.maxItems')} help={t('server.maxItemsHelp')} inputMode="numeric" value={draft.maxItems} onChange={(maxItems) => change({ maxItems })} error={errorOf('max_items')} />
          <span />
          <TextField label={t('server.priceIn')} optional help={t('server.priceHelp')} inputMode="decimal" value={draft.priceIn} onChange={(priceIn) => change({ priceIn })} error={errorOf('price_in_micros')} />
          <TextField label={t('server.priceOut')} optional inputMode="decimal" value={draft.priceOut} onChange={(priceOut) => change({ priceOut })} error={errorOf('price_out_micros')} />
        </div>
      </details>
    </>
  )
}
