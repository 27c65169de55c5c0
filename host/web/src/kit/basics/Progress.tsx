import css from './Progress.module.css'

type Props = { label: string; /** 0…1; null while the end is unknown */ part: number | null }

export const Progress = ({ label, part }: Props) => (
  <div className={css['track']} role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100}
    aria-valuenow={part === null ? undefined : Math.round(part * 100)}>
    <span data-unknown={part === null || undefined} style={part === null ? undefined : { width: `${Math.min(100, part * 100)}%` }} />
  </div>
)
