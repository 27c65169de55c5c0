import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { GroupBy, Stats } from '@/api/statsTypes'
import { useDark } from '@/kit/basics/useDark'
import { onTheme } from '@/lib/color'
import { colourSlots, REST, shortPath } from './model'

const sources = ['human', 'assist', 'agent', 'range'] as const

/** A value of a dimension in words. */
export function useValueName() {
  const { t } = useTranslation('statistics')
  return (by: GroupBy, key: string, name?: string) => {
    if (key === REST) return t('other')
    if (key === '') return by === 'project' ? t('unknown.project') : t('unknown.value')
    const source = by === 'source' ? sources.find((s) => s === key) : undefined
    return source ? t(`source.${source}`) : by === 'file' ? shortPath(name ?? key) : (name ?? key)
  }
}

/** Name and colour of every group of an answer; what has no colour of its own is "other". */
export function useLegend(stats: Stats) {
  const { t } = useTranslation('statistics')
  const nameOf = useValueName()
  const dark = useDark()
  const { groups, group_by: by } = stats
  const colours = useMemo(() => {
    const slots = colourSlots(groups)
    // A project's colour is the person's choice; what languages are usually painted in cannot be told apart side by side.
    const own = by !== 'project' ? [] : groups.flatMap((g) => (g.color && slots.has(g.key) ? [[g.key, onTheme(g.color, dark)] as const] : []))
    return new Map<string, string>([...[...slots].map(([key, slot]) => [key, `var(--data-${slot + 1})`] as const), ...own])
  }, [groups, by, dark])
  const names = useMemo(() => new Map(groups.map((g) => [g.key, g.name])), [groups])
  return {
    shown: useMemo(() => new Set(colours.keys()), [colours]),
    colour: (key: string) => colours.get(key) ?? 'var(--data-none)',
    name: (key: string) => (key === '' && groups.length > colours.size && !names.has('') ? t('other') : nameOf(by, key, names.get(key))),
    /** The part of a bar that holds what has no colour: the unknown, the rest, or both. */
    partName: (key: string) => (key !== '' ? nameOf(by, key, names.get(key)) : groups.length - colours.size > 1 || !names.has('') ? t('other') : nameOf(by, '')),
  }
}
export type Legend = ReturnType<typeof useLegend>
