import { useState, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { StatGroup, Stats } from '@/api/statsTypes'
import { useFormat } from '@/i18n/useFormat'
import { Button } from '@/kit/basics/Button'
import { NoMatch } from '@/kit/feedback/States'
import form from '@/kit/form/form.module.css'
import { Change } from './Kpis'
import { filterText, REST } from './model'
import type { Legend } from './useNames'
import css from '@/stats/stats.module.css'

type Props = { stats: Stats; legend: Legend; filters: readonly string[]; onFilter: (text: string) => void; searchRef: RefObject<HTMLInputElement | null> }

const FIRST = 12

/** Where the time went: name, bar, share, change. A row is a filter. */
export function Breakdown({ stats, legend, filters, onFilter, searchRef }: Props) {
  const { t } = useTranslation(['statistics', 'common'])
  const [text, setText] = useState('')
  const [limit, setLimit] = useState(FIRST)
  const wanted = text.trim().toLocaleLowerCase()
  const found = stats.groups.filter((g) => wanted === '' || legend.name(g.key).toLocaleLowerCase().includes(wanted))
  const most = Math.max(1, ...stats.groups.map((g) => g.total_ms))
  const overlaps = stats.groups.some((g) => g.own_ms !== null && g.own_ms !== g.total_ms)
  const enter = () => found[0] && (setText(''), onFilter(filterText(stats.group_by, found[0].key)))
  return (
    <>
      <form className={css['find']} onSubmit={(e) => (e.preventDefault(), enter())}>
        <input ref={searchRef} type="search" className={form['input']} value={text} placeholder={t('filter.find')} aria-label={t('filter.find')} onChange={(e) => setText(e.target.value)} />
      </form>
      {found.length === 0 ? <NoMatch onClear={() => setText('')} /> : (
        <ul className={css['groups']} data-shortcut-list>
          {found.slice(0, limit).map((group) => (
            <Row key={group.key} group={group} most={most} name={legend.name(group.key)} colour={legend.colour(group.key)}
              pressed={filters.includes(filterText(stats.group_by, group.key))} onFilter={() => onFilter(filterText(stats.group_by, group.key))} />
          ))}
        </ul>
      )}
      {found.length > limit && <p className={css['more']}><Button onClick={() => setLimit(limit + 50)}>{t('common:actions.loadMore')}</Button></p>}
      <p className={`${css['note']} muted small`}>{overlaps ? t('note.own') : t('note.adds')}</p>
    </>
  )
}

type RowProps = { group: StatGroup; most: number; name: string; colour: string; pressed: boolean; onFilter: () => void }

function Row({ group, most, name, colour, pressed, onFilter }: RowProps) {
  const { t } = useTranslation('statistics')
  const format = useFormat()
  return (
    <li>
      <button type="button" className={css['group']} aria-pressed={pressed} disabled={group.key === REST} title={t('filter.only', { name: group.key === '' ? name : group.name })} onClick={onFilter}>
        <span className={css['groupName']}><i style={{ backgroundColor: colour }} /><span className="truncate title-text">{name}</span></span>
        <span className={css['figures']}>
          <b className="num nowrap">{format.duration(group.total_ms)}</b>
          <span className="muted small num">{format.percent(group.share)}</span>
          <Change now={group.total_ms} before={group.previous_ms} />
        </span>
        <span className={css['bar']} aria-hidden="true"><span style={{ width: `${(group.total_ms / most) * 100}%`, backgroundColor: colour }} /></span>
        {group.own_ms !== null && group.own_ms !== group.total_ms && <span className="muted small num">{t('note.ownOf', { duration: format.duration(group.own_ms) })}</span>}
      </button>
    </li>
  )
}
