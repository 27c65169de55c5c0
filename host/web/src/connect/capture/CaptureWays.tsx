import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeviceKind } from '@/api/types'
import { CopyBlock } from '@/kit/basics/CopyBlock'
import type { IconName } from '@/kit/basics/Icon'
import { Way } from '../Way'
import { apiBlock, fanOutBlock, scriptBlock, wakatimeBlock } from './blocks'
import { MakeKey } from './MakeKey'
import { Watchers } from './Watchers'
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

function Group({ title, children }: { title: string; children: ReactNode }) {
  return <section className={css['group']} aria-label={title}><h3>{title}</h3><div className={css['ways']}>{children}</div></section>
}

/** Every editor, agent and watcher that can send to this server as it is. */
export function CaptureWays() {
  const { t } = useTranslation('capture')
  const plugin = (icon: IconName) => (id: (typeof editors)[number] | (typeof agents)[number]) => (
    <Way key={id} icon={icon} title={t(`editor.${id}.name`)} text={t(`editor.${id}.text`)}><WakaTimePlugin id={id} /></Way>
  )
  return (
    <div className={css['groups']}>
      <Group title={t('group.editors')}>
        {editors.map(plugin('edit'))}
        <Way icon="split" title={t('fanOut.name')} text={t('fanOut.text')}><FanOut /></Way>
      </Group>
      <Group title={t('group.agents')}>{agents.map(plugin('play'))}</Group>
      <Group title={t('group.browsers')}>
        <Way icon="search" title={t('browser.name')} text={t('browser.text')}><BrowserExtension /></Way>
        <Way icon="search" title={t('watchers.web.name')} text={t('watchers.web.text')}><Watchers id="web" /></Way>
      </Group>
      <Group title={t('group.watchers')}>
        {(['desktop', 'awatcher', 'vscode', 'vim'] as const).map((id) => (
          <Way key={id} icon="devices" title={t(`watchers.${id}.name`)} text={t(`watchers.${id}.text`)}><Watchers id={id} /></Way>
        ))}
      </Group>
      <Group title={t('group.scripts')}>
        <Way icon="timeline" title={t('script.name')} text={t('script.text')}><Script id="script" name={t('script.name')} /></Way>
        <Way icon="timeline" title={t('direct.name')} text={t('direct.text')}><Script id="direct" name={t('direct.name')} /></Way>
      </Group>
    </div>
  )
}
