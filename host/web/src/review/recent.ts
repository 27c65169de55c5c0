import type { ProjectRef, TaskRef } from '@/api/types'
import type { TaskChoice } from '@/kit/overlay/TaskPicker'

/** What the person has put time on last, in this browser. */

const KEY = 'daybook.recentTargets'
const MOST = 5

type Target = { project: ProjectRef | null; task: TaskRef | null }

export const sameTarget = (a: Target, b: Target): boolean => a.project?.id === b.project?.id && (a.task?.id ?? null) === (b.task?.id ?? null)

export function recentTargets(): TaskChoice[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(stored) ? (stored as TaskChoice[]).filter((one) => typeof one?.project?.id === 'string') : []
  } catch {
    return []
  }
}

export function remember(target: TaskChoice): void {
  if (!target.project) return
  const list = [target, ...recentTargets().filter((one) => !sameTarget(one, target))].slice(0, MOST)
  try {
    localStorage.setItem(KEY, JSON.stringify(list))
  } catch {
    // without storage nothing is remembered
  }
}
