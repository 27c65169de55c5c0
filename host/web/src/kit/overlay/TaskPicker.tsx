import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { projectsQuery, taskSearchQuery } from '@/api/queries'
import type { ProjectRef, TaskRef } from '@/api/types'
import { ProjectChip } from '../basics/Chips'
import { Combobox } from './Combobox'

export type TaskChoice = { project: ProjectRef | null; task: TaskRef | null }

type Props = {
  value: TaskChoice | null
  onChange: (choice: TaskChoice | null) => void
  label?: string
  hideLabel?: boolean
  /** Shown first while nothing is typed: the person's recent choices or the proposals of the evidence. */
  first?: TaskChoice[]
}

const keyOf = (c: TaskChoice) => c.task?.id ?? c.project?.id ?? ''

/** Chooses a project, or a task of one, by key or title over everything the person may see. */
export function TaskPicker({ value, onChange, label, hideLabel, first = [] }: Props) {
  const { t } = useTranslation('common')
  const [text, setText] = useState('')
  const tasks = useQuery(taskSearchQuery(text))
  const projects = useQuery(projectsQuery())
  const known = new Map((projects.data?.items ?? []).map((p) => [p.id, p]))
  const wanted = text.toLocaleLowerCase()
  const items: TaskChoice[] = [
    ...(text === '' ? first : []),
    ...(tasks.data?.items ?? []).map((task) => ({ task, project: task.project ?? known.get(task.project_id) ?? null })),
    ...[...known.values()].filter((p) => p.name.toLocaleLowerCase().includes(wanted)).map((project) => ({ project, task: null })),
  ]
  const unique = [...new Map(items.map((c) => [keyOf(c), c])).values()]
  const textOf = (c: TaskChoice) =>
    c.task ? `${c.task.key} ${c.task.title}` : c.project ? t('combobox.projectOnly', { project: c.project.name }) : ''
  return (
    <Combobox items={unique} value={value} onChange={onChange} textOf={textOf} keyOf={keyOf} onSearch={setText} searching={tasks.isFetching}
      label={label ?? t('combobox.taskOrProject')} hideLabel={hideLabel} placeholder={t('combobox.searchTasks')}
      renderItem={(c) => (
        <>
          <ProjectChip project={c.project} task={c.task} />
          {c.task && <span className="truncate muted small">{c.task.title}</span>}
        </>
      )} />
  )
}
