import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaptureEndpoints } from '@/api/captureTypes'
import type { DeviceKind } from '@/api/types'
import { CopyBlock } from '@/kit/basics/CopyBlock'
import { Await, Notice } from '@/kit/feedback/States'
import form from '@/kit/form/form.module.css'
import { Way } from '../Way'
import { fanOutBlock, listenerBlock, scriptBlock, wakatimeBlock, watcherBlock, watchersCannotReach } from './blocks'
import { MakeKey } from './MakeKey'
import { endpointsQuery } from './queries'

const CONFIG = '~/.wakatime.cfg'
const CLIENT_CONFIG = '~/.config/activitywatch/aw-client/aw-client.toml'
const CLAUDE = 'claude plugin marketplace add wakatime/claude-code-wakatime\nclaude plugin install claude-code-wakatime@wakatime'
const VIM = "Plug 'wakatime/vim-wakatime'"

/** Editors, and agents that run within them or beside them, are told apart by what arrives, not by what was clicked. */
const editorKinds: readonly DeviceKind[] = ['editor', 'coding_agent', 'browser']
const watcherKinds: readonly DeviceKind[] = ['window', 'presence', 'browser', 'editor', 'range']

const editors = ['vscode', 'jetbrains', 'vim', 'claude', 'other'] as const

const WithEndpoints = ({ children }: { children: (endpoints: CaptureEndpoints) => ReactNode }) => {
  const query = useQuery(endpointsQuery)
  return <div className={form['form']}><Await query={query}>{children}</Await></div>
}

function Editor({ id }: { id: (typeof editors)[number] }) {
  const { t } = useTranslation('capture')
  return (
    <WithEndpoints>
      {(endpoints) => (
        <>
          <p>{t(`editor.${id}.step`)}</p>
          {id === 'claude' && <CopyBlock label={t('editor.claude.command')} text={CLAUDE} />}
          {id === 'vim' && <CopyBlock label={t('editor.vim.command')} text={VIM} />}
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

function Watchers() {
  const { t } = useTranslation('capture')
  return (
    <WithEndpoints>
      {(endpoints) => (
        <>
          {endpoints.activitywatch_listener?.mine ? (
            <>
              <Notice tone="ok">{t('watchers.listenerOn', { port: endpoints.activitywatch_listener.port })}</Notice>
              <CopyBlock label={t('watchers.file', { file: CLIENT_CONFIG })} text={listenerBlock(endpoints.activitywatch_listener.port)} />
            </>
          ) : (
            <>
              <p className="muted small">{t(endpoints.activitywatch_listener ? 'watchers.listenerOther' : 'watchers.listenerOff')}</p>
              {!endpoints.activitywatch_listener && <CopyBlock label={t('watchers.switchOn')} text="Daybook.Host --activitywatch" />}
            </>
          )}
          <p>{t('watchers.step')}</p>
          {watchersCannotReach(endpoints.activitywatch_url) && <Notice tone="warn">{t('watchers.plain')}</Notice>}
          <MakeKey name="ActivityWatch" what="token" kinds={watcherKinds}>
            {(token) => (
              <>
                <CopyBlock label={t('watchers.file', { file: CLIENT_CONFIG })} text={watcherBlock(endpoints.activitywatch_url, token)} secret />
                <p className="muted small">{t('watchers.fileHelp')}</p>
              </>
            )}
          </MakeKey>
        </>
      )}
    </WithEndpoints>
  )
}

function Script() {
  const { t } = useTranslation('capture')
  return (
    <WithEndpoints>
      {(endpoints) => (
        <>
          <p>{t('script.step')}</p>
          <MakeKey name={t('script.name')} what="key" kinds={editorKinds}>
            {(key) => <CopyBlock label={t('script.try')} text={scriptBlock(endpoints, key)} secret />}
          </MakeKey>
        </>
      )}
    </WithEndpoints>
  )
}

/** Every editor, agent and watcher that can send to this server as it is. */
export function CaptureWays() {
  const { t } = useTranslation('capture')
  return (
    <div className={form['form']}>
      {editors.map((id) => (
        <Way key={id} icon="edit" title={t(`editor.${id}.name`)} text={t(`editor.${id}.text`)}><Editor id={id} /></Way>
      ))}
      <Way icon="link" title={t('fanOut.name')} text={t('fanOut.text')}><FanOut /></Way>
      <Way icon="search" title={t('browser.name')} text={t('browser.text')}><BrowserExtension /></Way>
      <Way icon="devices" title={t('watchers.name')} text={t('watchers.text')}><Watchers /></Way>
      <Way icon="timeline" title={t('script.name')} text={t('script.text')}><Script /></Way>
    </div>
  )
}
