import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { SelectField, Switch, TextField } from '@/kit/form/Field'
import { useFieldText } from '@/kit/feedback/useProblemText'
import { TaskPicker } from '@/kit/overlay/TaskPicker'
import type { Draft } from './draft'
import form from '@/kit/form/form.module.css'

const kinds = ['work', 'neutral', 'personal'] as const

type Props = { draft: Draft; onChange: (draft: Draft) => void; error: string | null; categories: string[] }

/** What the rule decides; what is left open, other rules and evidence decide. */
export function ThenFields({ draft, onChange, error, categories }: Props) {
  const { t } = useTranslation(['rules', 'common'])
  const text = useFieldText()
  const list = useId()
  return (
    <fieldset className={form['form']}>
      <legend className={form['legend']}>{t('then.title')}</legend>
      {!draft.ignore && (
        <>
          <div className={form['field']}><TaskPicker value={draft.target} onChange={(target) => onChange({ ...draft, target })} /></div>
          <div className={form['columns']}>
            <TextField label={t('then.category')} optional list={list} spellCheck={false} value={draft.category} onChange={(category) => onChange({ ...draft, category })} placeholder="work/code" />
            <SelectField label={t('then.kind')} optional value={draft.kind} onChange={(kind) => onChange({ ...draft, kind })} empty={t('then.kindOpen')}
              choices={kinds.map((value) => ({ value, label: t(`common:kind.${value}`) }))} />
          </div>
          <datalist id={list}>{categories.map((c) => <option key={c} value={c} />)}</datalist>
        </>
      )}
      <Switch label={t('then.ignore')} help={t('then.ignoreHelp')} checked={draft.ignore} onChange={(ignore) => onChange({ ...draft, ignore })} />
      <details open={draft.stop || draft.neverSend || draft.neverStoreTitle}>
        <summary className="small">{t('then.more')}</summary>
        <div className={form['form']}>
          <Switch label={t('then.stop')} help={t('then.stopHelp')} checked={draft.stop} onChange={(stop) => onChange({ ...draft, stop })} />
          <Switch label={t('then.neverSend')} help={t('then.neverSendHelp')} checked={draft.neverSend} onChange={(neverSend) => onChange({ ...draft, neverSend })} />
          <Switch label={t('then.neverStoreTitle')} help={t('then.neverStoreTitleHelp')} checked={draft.neverStoreTitle} onChange={(neverStoreTitle) => onChange({ ...draft, neverStoreTitle })} />
        </div>
      </details>
      {error && <p className={form['error']} role="alert">{error === 'required' ? t('then.required') : text(error)}</p>}
    </fieldset>
  )
}
