import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useCategory } from '@/day/useCategory'
import { useFormat } from '@/i18n/useFormat'
import type { DayItem, DayLane, DayModel } from '@/lib/timelineCoreDay'

/** What is drawn, in words: the same sentences for the pointer, the screen reader and the list. */
export function useItemText(model: DayModel) {
  const { t, i18n } = useTranslation('timeline')
  const { t: common } = useTranslation('common')
  const format = useFormat()
  const category = useCategory()
  return useMemo(() => {
    const clock = (time: number) => format.time(new Date(model.origin + time).toISOString(), model.zone)
    const span = (from: number, to: number) => t('item.span', { from: clock(from), to: clock(to), duration: format.duration(to - from) })
    const laneName = (lane: DayLane) =>
      lane.kind === 'activity' ? lane.name || t('lane.activity') : t(`lane.${lane.kind}`)
    const state = (item: DayItem) => {
      if (item.entry) return common(`status.${item.entry.status}`)
      const key = `kind.${item.state}`
      return item.state && i18n.exists(key, { ns: 'common' }) ? common(key as 'kind.work') : item.state && i18n.exists(`state.${item.state}`, { ns: 'timeline' }) ? t(`state.${item.state}` as 'state.idle') : ''
    }
    const title = (item: DayItem) => (item.lane.kind === 'blocks' ? category(item.title) : item.title) || (item.entry ? common('project.none') : state(item)) || t('item.untitled')
    const parts = (item: DayItem) => [title(item), item.project?.name !== item.title ? item.project?.name : '', span(item.start, item.end), state(item)]
    return {
      clock, span, laneName, state, title,
      item: (item: DayItem) => t('item.inLane', { lane: laneName(item.lane), what: parts(item).filter(Boolean).join(', ') }),
    }
  }, [model, t, common, i18n, format, category])
}

export type ItemText = ReturnType<typeof useItemText>
