import { useTranslation } from 'react-i18next'
import type { ProjectTotal } from '@/day/totals'
import { useFormat } from '@/i18n/useFormat'
import { ProjectChip } from '@/kit/basics/Chips'
import { useDark } from '@/kit/basics/useDark'
import { onTheme } from '@/lib/color'
import css from './today.module.css'

/** Where the day went. The striped part of a bar is not reviewed yet. */
export function ProjectBars({ totals }: { totals: readonly ProjectTotal[] }) {
  const { t } = useTranslation('today')
  const format = useFormat()
  const dark = useDark()
  const all = totals.reduce((sum, one) => sum + one.ms, 0)
  const most = Math.max(1, ...totals.map((one) => one.ms))
  if (totals.length === 0) return <p className="muted">{t('projects.none')}</p>
  return (
    <ul className={css['bars']}>
      {totals.map(({ project, ms, draftMs, tasks }) => {
        const color = project ? onTheme(project.color, dark) : 'var(--data-none)'
        const keys = tasks.flatMap((one) => (one.task ? [one.task.key] : []))
        return (
          <li key={project?.id ?? 'none'}>
            <div className={css['barHead']}>
              <ProjectChip project={project} />
              <span className="num nowrap">{format.duration(ms)} <span className="muted small">{format.percent(ms / all)}</span></span>
            </div>
            <div className={css['bar']} aria-hidden="true">
              <span style={{ width: `${((ms - draftMs) / most) * 100}%`, backgroundColor: color }} />
              <span className="striped" style={{ width: `${(draftMs / most) * 100}%`, backgroundColor: color }} />
            </div>
            {keys.length > 0 && <p className="muted small">{format.list(keys.slice(0, 6))}</p>}
          </li>
        )
      })}
    </ul>
  )
}
