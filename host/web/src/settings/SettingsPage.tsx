import { Link, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useIsAdmin, useMayManage, useMe } from '@/api/useMe'
import { Page } from '@/kit/basics/Page'
import { Tabs } from '@/kit/basics/Tabs'
import { Await, Skeleton } from '@/kit/feedback/States'
import { Appearance } from './Appearance'
import { CapturePrivacy } from './CapturePrivacy'
import { EditorKeys } from './EditorKeys'
import { MembersTab } from './MembersTab'
import { Password, Sessions } from './Security'
import { ProfileTab } from './ProfileTab'
import { Tokens } from './Tokens'

const MyModelTab = lazy(() => import('./model/MyModelTab'))
const WorkspaceModelTab = lazy(() => import('./model/WorkspaceModelTab'))
const CallsTab = lazy(() => import('./model/CallsTab'))
const AccessLog = lazy(() => import('./AccessLog'))
const NotificationsTab = lazy(() => import('./notices/NotificationsTab'))
const MailServerTab = lazy(() => import('./notices/MailServerTab'))
const BillingTab = lazy(() => import('./billing/BillingTab'))
const WorkTab = lazy(() => import('./model/WorkTab'))

const own = ['profile', 'appearance', 'security', 'notifications', 'capture', 'model', 'tokens', 'access'] as const
const managers = ['billing'] as const
const admins = ['members', ...managers, 'workspace-model', 'mail', 'calls', 'work'] as const

export function SettingsPage() {
  const { t } = useTranslation('settings')
  const { tab = 'profile' } = useSearch({ from: '/app/settings' })
  const me = useMe()
  const admin = useIsAdmin()
  const manages = useMayManage()
  return (
    <Page title={t('title')}>
      <Places label={t('title')} names={own} />
      {manages && <Places label={t('workspace')} names={admin ? admins : managers} />}
      <Await query={me}>
        {(data) => (
          <Suspense fallback={<Skeleton rows={6} height={30} />}>
            {tab === 'profile' && <ProfileTab key={data.user_id} me={data} />}
            {tab === 'appearance' && <Appearance />}
            {tab === 'security' && <><Password /><Sessions /></>}
            {tab === 'tokens' && <><Tokens /><EditorKeys /></>}
            {tab === 'capture' && <CapturePrivacy />}
            {tab === 'access' && <AccessLog />}
            {tab === 'notifications' && <NotificationsTab />}
            {tab === 'mail' && <MailServerTab />}
            {tab === 'members' && <MembersTab me={data} />}
            {tab === 'model' && <MyModelTab />}
            {tab === 'workspace-model' && <WorkspaceModelTab />}
            {tab === 'billing' && <BillingTab />}
            {tab === 'calls' && <CallsTab />}
            {tab === 'work' && <WorkTab />}
          </Suspense>
        )}
      </Await>
    </Page>
  )
}

function Places({ label, names }: { label: string; names: readonly ((typeof own)[number] | (typeof admins)[number])[] }) {
  const { t } = useTranslation('settings')
  return (
    <Tabs label={label}>
      {names.map((x) => (
        <Link key={x} to="/settings" search={{ tab: x === 'profile' ? undefined : x }} activeOptions={{ exact: true, includeSearch: true }}>{t(`tab.${x}`)}</Link>
      ))}
    </Tabs>
  )
}
