import type { FullDraft, FullThen } from '@/api/ruleTypes'
import type { Rule, RuleCondition, RuleDraft } from '@/api/types'
import type { TaskChoice } from '@/kit/overlay/TaskPicker'

export type Draft = {
  name: string
  scope: 'user' | 'workspace'
  all: RuleCondition[]
  not: RuleCondition[]
  target: TaskChoice | null
  category: string
  kind: string
  ignore: boolean
  stop: boolean
  neverSend: boolean
  neverStoreTitle: boolean
}

export const blank: RuleCondition = { field: 'title', op: 'contains', value: '' }

/** What a new rule starts from. */
export type RuleStart = RuleDraft & { target?: TaskChoice }

export function draftOf(rule?: Rule, start?: RuleStart): Draft {
  const then: FullThen | undefined = rule?.then
  return {
    name: rule?.name ?? start?.name ?? '',
    scope: rule?.scope === 'workspace' ? 'workspace' : 'user',
    all: rule?.when.all ?? start?.when.all ?? [blank],
    not: rule?.when.not ?? start?.when.not ?? [],
    target: then?.project ? { project: then.project, task: then.task ?? null } : (start?.target ?? null),
    category: then?.category ?? start?.then.category ?? '',
    kind: then?.kind ?? start?.then.kind ?? '',
    ignore: then?.ignore ?? false,
    stop: then?.stop ?? false,
    neverSend: then?.never_send ?? false,
    neverStoreTitle: then?.never_store_title ?? false,
  }
}

export function bodyOf(draft: Draft, rule?: Rule): FullDraft {
  const tidy = (list: RuleCondition[]) => list.map((c) => ({ ...c, value: c.value.trim() }))
  return {
    name: draft.name.trim() || null,
    scope: draft.scope,
    enabled: rule?.enabled ?? true,
    priority: rule?.priority,
    when: { all: tidy(draft.all), not: tidy(draft.not) },
    then: {
      kind: draft.kind || null,
      category: draft.category.trim() || null,
      project_id: draft.target?.project?.id ?? null,
      task_id: draft.target?.task?.id ?? null,
      stop: draft.stop,
      ignore: draft.ignore,
      never_send: draft.neverSend,
      never_store_title: draft.neverStoreTitle,
    },
  }
}

/** What is missing before it is worth asking the server, by the server's own field names. */
export function faultsOf(draft: Draft): Record<string, string> {
  const faults: Record<string, string> = {}
  for (const [part, list] of [['all', draft.all], ['not', draft.not]] as const) {
    list.forEach((c, i) => {
      if (c.value.trim() === '') faults[`when.${part}[${i}].value`] = 'required'
      else if (c.op === 'regex' && !isPattern(c.value)) faults[`when.${part}[${i}].value`] = 'invalid'
    })
  }
  if (draft.all.length === 0) faults['when.all'] = 'required'
  if (!draft.target && !draft.category.trim() && !draft.kind && !draft.ignore && !draft.neverSend && !draft.neverStoreTitle) faults['then'] = 'required'
  return faults
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text.replace(/^\(\?[a-z]+\)/, ''))
    return true
  } catch {
    return false
  }
}
