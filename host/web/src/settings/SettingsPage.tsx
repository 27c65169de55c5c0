import { Link, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useIsAdmin, useMe } from '@/api/useMe'
import { Page } from '@/kit/basics/Page'
import { Await } from '@/kit/feedback/States'
import { Appearance } from './Appearance'
import { CapturePrivacy } from './CapturePrivacy'
import { EditorKeys } from './EditorKeys'
import { MembersTab } from './MembersTab'
import { Password, Sessions } from './Security'
import { ProfileTab } from './ProfileTab'
import { Tokens } from './Tokens'
import css from './settings.module.css'

const tabs = ['profile', 'appearance', 'security', 'capture', 'tokens', 'members'] as const

export function SettingsPage() {
  const { t } = useTranslation('settings')
  const { tab = 'profile' } = useSearch({ from: '/app/settings' })
  const me = useMe()
  const admin = useIsAdmin()
  return (
    <Page title={t('title')}>
      <nav className={css['tabs']} aria-label={t('title')}>
        {tabs.filter((x) => x !== 'members' || admin).map((x) => (
          <Link key={x} to="/settings" search={{ tab: x === 'profile' ? undefined : x }} activeOptions={{ exact: true, includeSearch: true }}>{t(`tab.${x}`)}</Link>
        ))}
      </nav>
      <Await query={me}>
        {(data) => (
          <>
            {tab === 'profile' && <ProfileTab key={data.user_id} me={data} />}
            {tab === 'appearance' && <Appearance />}
            {tab === 'security' && <><Password /><Sessions /></>}
            {tab === 'tokens' && <><Tokens /><EditorKeys /></>}
            {tab === 'capture' && <CapturePrivacy />}
            {tab === 'members' && <MembersTab me={data} />}
          </>
        )}
      </Await>
    </Page>
  )
}
