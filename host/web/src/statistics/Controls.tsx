import { useTranslation } from 'react-i18next'
import { Icon } from '@/kit/basics/Icon'
import { InlineSelect } from '@/kit/form/Field'
import { Segments } from '@/kit/form/Segments'
import type { GroupBy, StatMode } from '@/api/statsTypes'
import { filterParts } from './model'
import { groupings, type StatisticsSearch } from './search'
import { useValueName } from './useNames'
import css from '@/stats/stats.module.css'

type Props = { search: StatisticsSearch; by: GroupBy; mode: StatMode; change: (part: Partial<StatisticsSearch>) => void; onFilter: (text: string) => void; nameOf: (by: GroupBy, key: string) => string | undefined }

/** What is counted, how, and by what it is divided. All of it stands in the address. */
export function Controls({ search, by, mode, change, onFilter, nameOf }: Props) {
  const { t } = useTranslation(['statistics', 'common'])
  const valueName = useValueName()
  const filters = search.filter ?? []
  return (
    <div className={css['controls']}>
      <div className={css['controlRow']}>
        <Segments label={t('stream.label')} value={search.stream ?? 'tools'} onChange={(stream) => change({ stream: stream === 'screen' ? stream : undefined })}
          options={(['tools', 'screen'] as const).map((value) => ({ value, label: t(`stream.${value}`) }))} />
        {search.stream !== 'screen' && (
          <InlineSelect label={t('mode.label')} value={mode} onChange={(next) => change({ mode: next as StatMode })}
            choices={(['default', 'strict', 'wakatime'] as const).map((value) => ({ value, label: t(`mode.${value}`) }))} />
        )}
        <p className="muted small">{t(search.stream === 'screen' ? 'stream.screenHelp' : 'stream.toolsHelp')}</p>
      </div>
      <div className={css['by']} role="group" aria-label={t('by.label')}>
        {groupings.map((group, i) => (
          <button key={group} type="button" aria-pressed={group === by} title={i < 6 ? `${t(`by.${group}`)} (${i + 1})` : undefined}
            onClick={() => change({ by: group === 'project' ? undefined : group })}>{t(`by.${group}`)}</button>
        ))}
      </div>
      {filters.length > 0 && (
        <ul className={css['chips']} aria-label={t('filter.label')}>
          {filters.map((text) => {
            const filter = filterParts(text)
            const name = `${t(`by.${filter.by}`)}: ${valueName(filter.by, filter.key, nameOf(filter.by, filter.key))}`
            return <li key={text}><button type="button" aria-label={t('filter.remove', { name })} onClick={() => onFilter(text)}>{name}<Icon name="x" size={14} /></button></li>
          })}
          {filters.length > 1 && <li><button type="button" onClick={() => change({ filter: undefined })}>{t('common:actions.clearFilters')}</button></li>}
        </ul>
      )}
    </div>
  )
}
