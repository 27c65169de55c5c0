import { useTranslation } from 'react-i18next'
import { Swatch } from '@/kit/basics/Chips'
import type { DayModel } from '@/lib/timelineCoreDay'
import css from './timeline.module.css'

interface Props {
  model: DayModel
  /** Ids of the projects that are hidden; `none` is time without one. */
  hidden: readonly string[]
  onHidden: (hidden: string[]) => void
}

/** The colours' meaning and the filter in one: a project that is switched off is not drawn. */
export function Legend({ model, hidden, onHidden }: Props) {
  const { t } = useTranslation('timeline')
  const { t: common } = useTranslation('common')
  const used = new Set<number>()
  for (const { kind, spans } of model.lanes) {
    if (kind !== 'activity' && kind !== 'presence') for (let i = 0; i < spans.count; i++) used.add(spans.project[i]!)
  }
  const items = [
    ...model.projects.filter((_, i) => used.has(i)).map(({ id, name, color }) => ({ id, name, color: color as string | null })),
    ...(used.has(-1) ? [{ id: 'none', name: common('project.none'), color: null }] : []),
  ]
  const toggle = (id: string) => onHidden(hidden.includes(id) ? hidden.filter((one) => one !== id) : [...hidden, id])
  return (
    <div className={css['legend']}>
      <div role="group" aria-label={t('legend.label')} className={css['legendItems']}>
        {items.map(({ id, name, color }) => (
          <button key={id} type="button" aria-pressed={!hidden.includes(id)} onClick={() => toggle(id)}>
            <Swatch color={color} />
            {name}
          </button>
        ))}
        {hidden.length > 0 && <button type="button" className={css['legendClear']} onClick={() => onHidden([])}>{common('actions.clearFilters')}</button>}
      </div>
      <ul className={css['patterns']} aria-label={t('legend.patterns')}>
        <li><span className={`${css['pattern']} striped`} />{common('status.inferred')}</li>
        <li><span className={css['pattern']} />{common('status.confirmed')}</li>
        <li><span className={`${css['pattern']} ${css['hatch']}`} />{common('kind.idle')}</li>
      </ul>
    </div>
  )
}
