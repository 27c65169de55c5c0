import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { keys } from '@/api/keys'
import type { Me, Member, Page, Role } from '@/api/types'
import { useSave } from '@/api/useSave'
import { useFormat } from '@/i18n/useFormat'
import { Button } from '@/kit/basics/Button'
import { Card } from '@/kit/basics/Page'
import { Await, Notice } from '@/kit/feedback/States'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { InlineSelect, SelectField, TextField } from '@/kit/form/Field'
import { PasswordField } from '@/kit/form/PasswordField'
import { ConfirmDialog } from '@/kit/overlay/ConfirmDialog'
import { Dialog } from '@/kit/overlay/Dialog'
import { DataTable, type Column } from '@/kit/table/DataTable'
import { notify } from '@/shell/toasts'
import form from '@/kit/form/form.module.css'

function useRoles() {
  const { t } = useTranslation('settings')
  return (owner: boolean) => ([...(owner ? (['owner'] as const) : []), 'admin', 'manager', 'member'] as Role[]).map((value) => ({ value, label: t(`role.${value}`) }))
}

function AddMember({ owner, onClose }: { owner: boolean; onClose: () => void }) {
  const { t } = useTranslation(['settings', 'common'])
  const problemText = useProblemText()
  const roles = useRoles()
  const [values, setValues] = useState({ name: '', email: '', password: '', role: 'member' })
  const [tried, setTried] = useState(false)
  const add = useSave((body: object) => api.post('members', body), [keys.members], () => {
    notify(t('members.added', { name: values.name }))
    onClose()
  })
  const wrong = { name: values.name.trim() === '' ? 'required' : null, email: /^\S+@\S+$/.test(values.email.trim()) ? null : 'invalid-email', password: values.password.length < 8 ? 'too-short' : null }
  const submit = () => {
    setTried(true)
    if (!Object.values(wrong).some(Boolean) && !add.isPending) add.mutate(values)
  }
  const bind = (key: keyof typeof wrong) => ({ value: values[key], onChange: (v: string) => setValues({ ...values, [key]: v }), error: (tried ? wrong[key] : null) ?? add.fieldError(key) })
  return (
    <Dialog open onClose={onClose} title={t('members.add')}>
      <form className={form['form']} noValidate onSubmit={(e) => (e.preventDefault(), submit())}>
        {add.error && <Notice tone="danger" live>{problemText(add.error)}</Notice>}
        <TextField label={t('common:profile.name')} {...bind('name')} />
        <TextField label={t('common:profile.email')} type="email" autoComplete="off" {...bind('email')} />
        <PasswordField label={t('members.password')} help={t('members.passwordHelp')} autoComplete="new-password" {...bind('password')} />
        <SelectField label={t('members.role')} value={values.role} onChange={(role) => setValues({ ...values, role })} choices={roles(owner)} error={add.fieldError('role')} />
        <div className={form['buttons']}>
          <Button kind="primary" type="submit" busy={add.isPending}>{t('common:actions.add')}</Button>
          <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  )
}

/** Who belongs to the workspace, for owners and administrators. */
export function MembersTab({ me }: { me: Me }) {
  const { t } = useTranslation(['settings', 'common'])
  const format = useFormat()
  const problemText = useProblemText()
  const roles = useRoles()
  const [adding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<Member | null>(null)
  const members = useQuery({ queryKey: keys.members, queryFn: ({ signal }) => api.get<Page<Member>>('members', {}, signal) })
  const change = useSave(({ id, role }: { id: string; role: string }) => api.patch(`members/${id}`, { role }), [keys.members, keys.me])
  const remove = useSave((id: string) => api.delete(`members/${id}`), [keys.members])
  const owner = me.workspace.role === 'owner'
  const columns: Column<Member>[] = [
    { key: 'name', title: t('common:profile.name'), phone: 'title', cell: (m) => <span><strong>{m.name}</strong> <span className="muted small">{m.email}</span></span> },
    {
      key: 'role', title: t('members.role'),
      cell: (m) => m.user_id === me.user_id || (m.role === 'owner' && !owner) ? t(`role.${m.role}`) : (
        <InlineSelect label={t('members.roleOf', { name: m.name })} value={m.role} choices={roles(owner)} onChange={(role) => change.mutate({ id: m.user_id, role })} />
      ),
    },
    { key: 'joined', title: t('members.joined'), phone: 'hide', cell: (m) => <span className="nowrap">{format.day(m.joined_at)}</span> },
    { key: 'remove', end: true, title: t('common:actions.remove'), hideTitle: true, cell: (m) => (m.user_id === me.user_id ? null : <Button small kind="danger" onClick={() => setRemoving(m)}>{t('common:actions.remove')}</Button>) },
  ]
  return (
    <Card title={t('members.title', { name: me.workspace.name })} flush aside={<Button small kind="primary" icon="plus" onClick={() => setAdding(true)}>{t('members.add')}</Button>}>
      {change.error && <Notice tone="danger" live>{problemText(change.error)}</Notice>}
      <Await query={members}>{({ items }) => <DataTable caption={t('tab.members')} columns={columns} rows={items} keyOf={(m) => m.user_id} />}</Await>
      {adding && <AddMember owner={owner} onClose={() => setAdding(false)} />}
      {removing && (
        <ConfirmDialog open onClose={() => setRemoving(null)} title={t('members.removeTitle', { name: removing.name })} confirm={t('common:actions.remove')} run={() => remove.mutateAsync(removing.user_id)}>
          {t('members.removeText')}
        </ConfirmDialog>
      )}
    </Card>
  )
}
