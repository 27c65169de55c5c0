import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { keys } from '@/api/keys'
import type { Member, Page, Project } from '@/api/types'
import { useMayManage } from '@/api/useMe'
import { useSave } from '@/api/useSave'
import { Button, IconButton } from '@/kit/basics/Button'
import { Card } from '@/kit/basics/Page'
import { Await, Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { SelectField, Switch } from '@/kit/form/Field'
import css from './projects.module.css'

type ProjectMember = Pick<Member, 'user_id' | 'name' | 'email'>

/** Who may put time on this project. */
export function Members({ project }: { project: Project }) {
  const { t } = useTranslation(['projects', 'common'])
  const problemText = useProblemText()
  const [chosen, setChosen] = useState('')
  const key = keys.projectMembers(project.id)
  const members = useQuery({ queryKey: key, queryFn: ({ signal }) => api.get<Page<ProjectMember> & { everyone: boolean }>(`projects/${project.id}/members`, {}, signal) })
  const everyone = useQuery({ queryKey: keys.members, queryFn: ({ signal }) => api.get<Page<Member>>('members', {}, signal) })
  const stale = [['projects']] as const
  const add = useSave((user_id: string) => api.post(`projects/${project.id}/members`, { user_id }), stale, () => setChosen(''))
  const remove = useSave((user_id: string) => api.delete(`projects/${project.id}/members/${user_id}`), stale)
  const open = useSave((everyone: boolean) => api.patch(`projects/${project.id}`, { everyone }), stale)
  const mayManage = useMayManage()
  const failed = add.error ?? remove.error ?? open.error
  return (
    <Card title={t('membersTitle')}>
      <Await query={members}>
        {({ items, everyone: forAll }) => {
          const others = (everyone.data?.items ?? []).filter((m) => !items.some((i) => i.user_id === m.user_id))
          return (
            <div className="stack">
              <Switch label={t('member.everyone')} help={t('member.everyoneHelp')} checked={forAll} disabled={!mayManage} onChange={(on) => open.mutate(on)} />
              {!forAll && <ul className={css['rows']}>
                {items.map((m) => (
                  <li key={m.user_id}>
                    <span className="grow">{m.name} <span className="muted small">{m.email}</span></span>
                    {mayManage && <IconButton small icon="x" label={t('member.remove', { name: m.name })} onClick={() => remove.mutate(m.user_id)} />}
                  </li>
                ))}
              </ul>}
              {failed && <Notice tone="danger" live>{problemText(failed)}</Notice>}
              {!forAll && mayManage && others.length > 0 && (
                <form className={css['inline']} onSubmit={(e) => (e.preventDefault(), chosen !== '' && add.mutate(chosen))}>
                  <SelectField label={t('member.add')} value={chosen} onChange={setChosen} empty={t('common:form.choose')} choices={others.map((m) => ({ value: m.user_id, label: m.name }))} />
                  <Button type="submit" busy={add.isPending} disabled={chosen === ''}>{t('common:actions.add')}</Button>
                </form>
              )}
            </div>
          )
        }}
      </Await>
    </Card>
  )
}
