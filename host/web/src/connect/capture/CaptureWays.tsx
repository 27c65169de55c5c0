import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeviceKind } from '@/api/types'
import { CopyBlock } from '@/kit/basics/CopyBlock'
import type { IconName } from '@/kit/basics/Icon'
import { Way } from '../Way'
import { apiBlock, fanOutBlock, scriptBlock, wakatimeBlock } from './blocks'
import { MakeKey } from './MakeKey'
import { Watchers, type WatcherId } from './Watchers'
import { WithEndpoints } from './WithEndpoints'
import css from '../connect.module.css'

const CONFIG = '~/.wakatime.cfg'

/** Commands of the tools themselves, so nothing here is translated. */
const commands = {
  vim: "Plug 'wakatime/vim-wakatime'",
  emacs: 'M-x package-install RET wakatime-mode RET\n(global-wakatime-mode)',
  claude: 'claude plugin marketplace add wakatime/claude-code-wakatime\nclaude plugin install claude-code-wakatime@wakatime',
} as const
const hasCommand = (id: string): id is keyof typeof commands => id in commands

/** Editors, and agents that run within them or beside them, are told apart by what arrives, not by what was clicked. */
const editorKinds: readonly DeviceKind[] = ['editor', 'coding_agent', 'browser']

const editors = ['vscode', 'jetbrains', 'vim', 'emacs', 'zed', 'sublime', 'other'] as const
const agents = ['claude', 'codex'] as const

function WakaTimePlugin({ id }: { id: (typeof editors)[number] | (typeof agents)[number] }) {
  const { t } = useTranslation('capture')
  return (
    <WithEndpoints>
      {(endpoints) => (
        <>
          <p>{t(`editor.${id}.step`)}</p>
          {hasCommand(id) && <CopyBlock label={t(`editor.${id}.command`)} text={commands[id]} />}
          <MakeKey name={t(`editor.${id}.name`)} what="key" kinds={editorKinds}>
            {(key) => (
              <>
                <CopyBlock label={t('editor.file', { file: CONFIG })} text={wakatimeBlock(endpoints.wakatime_api_url, key)} secret />
                <p className="muted small">{t('editor.fileHelp')}</p>
              </>
            )}
          </MakeKey>
        </>
      )}
    </WithEndpoints>
  )
}

function FanOut() {
  const { t } = useTranslation('capture')
  return (
    <WithEndpoints>
      {(endpoints) => (
        <>
          <p>{t('fanOut.step')}</p>
          <MakeKey name={t('fanOut.name')} what="key" kinds={editorKinds}>
            {(key) => <CopyBlock label={t('fanOut.file', { file: CONFIG })} text={fanOutBlock(endpoints.wakatime_api_url, key)} secret />}
          </MakeKey>
        </>
      )}
    </WithEndpoints>
  )
}

function BrowserExtension() {
  const { t } = useTranslation('capture')
  return (
    <WithEndpoints>
      {(endpoints) => (
        <>
          <p>{t('browser.step')}</p>
          <MakeKey name={t('browser.name')} what="key" kinds={['browser']}>
            {(key) => <><CopyBlock label={t('browser.key')} text={key} secret /><CopyBlock label={t('browser.url')} text={endpoints.wakatime_api_url} /></>}
          </MakeKey>
        </>
      )}
    </WithEndpoints>
  )
}

function Script({ name, id }: { name: string; id: 'script' | 'direct' }) {
  const { t } = useTranslation('capture')
  return (
    <WithEndpoints>
      {(endpoints) => (
        <>
          <p>{t(`${id}.step`)}</p>
          <MakeKey name={name} what="key" kinds={editorKinds}>
            {(key) => <CopyBlock label={t('script.try')} text={(id === 'script' ? scriptBlock : apiBlock)(endpoints, key)} secret />}
          </MakeKey>
        </>
      )}
    </WithEndpoints>
  )
}

type Card = { icon: IconName; title: string; text: string; body: ReactNode }

function useGroups(): { title: string; cards: Card[] }[] {
  const { t } = useTranslation('capture')
  const plugin = (icon: IconName) => (id: (typeof editors)[number] | (typeof agents)[number]): Card =>
    ({ icon, title: t(`editor.${id}.name`), text: t(`editor.${id}.text`), body: <WakaTimePlugin id={id} /> })
  const watcher = (icon: IconName) => (id: WatcherId): Card =>
    ({ icon, title: t(`watchers.${id}.name`), text: t(`watchers.${id}.text`), body: <Watchers id={id} /> })
  const script = (id: 'script' | 'direct'): Card => ({ icon: 'timeline', title: t(`${id}.name`), text: t(`${id}.text`), body: <Script id={id} name={t(`${id}.name`)} /> })
  return [
    { title: t('group.editors'), cards: [...editors.map(plugin('edit')), { icon: 'split', title: t('fanOut.name'), text: t('fanOut.text'), body: <FanOut /> }] },
    { title: t('group.agents'), cards: agents.map(plugin('play')) },
    { title: t('group.browsers'), cards: [{ icon: 'search', title: t('browser.name'), text: t('browser.text'), body: <BrowserExtension /> }, watcher('search')('web')] },
    { title: t('group.watchers'), cards: (['desktop', 'awatcher', 'vscode', 'vim'] as const).map(watcher('devices')) },
    { title: t('group.scripts'), cards: [script('script'), script('direct')] },
  ]
}

/** Every editor, agent and watcher that can send to this server as it is; `matches` leaves some out. */
export function CaptureWays({ matches = () => true }: { matches?: (...words: string[]) => boolean }) {
  const { t } = useTranslation('common')
  const groups = useGroups().map((group) => ({ ...group, cards: group.cards.filter((card) => matches(card.title, card.text)) })).filter((group) => group.cards.length > 0)
  if (groups.length === 0) return <p className="muted">{t('states.noMatch')}</p>
  return (
    <div className={css['groups']}>
      {groups.map(({ title, cards }) => (
        <section key={title} className={css['group']} aria-label={title}>
          <h3>{title}</h3>
          <div className={css['ways']}>
            {cards.map((card) => <Way key={card.title} icon={card.icon} title={card.title} text={card.text}>{card.body}</Way>)}
          </div>
        </section>
      ))}
    </div>
  )
}
