import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaptureEndpoints } from '@/api/captureTypes'
import { devicesQuery } from '@/api/queries'
import type { Device, DeviceKind } from '@/api/types'
import { CopyBlock } from '@/kit/basics/CopyBlock'
import { Await, Notice } from '@/kit/feedback/States'
import { awatcherBlock, listenerBlock, vimWatcherBlock, watcherBlock, watchersCannotReach } from './blocks'
import { FirstSample, heardOf } from './FirstSample'
import { MakeKey } from './MakeKey'
import { WithEndpoints } from './WithEndpoints'

export type WatcherId = 'desktop' | 'awatcher' | 'web' | 'vscode' | 'vim'

type Kind = {
  kinds: readonly DeviceKind[]
  /** Where its settings are and what belongs there; null: it knows one address only, the usual one on its own computer. */
  file: { path: string; block: (url: string, token: string) => string } | null
}

const watchers: Record<WatcherId, Kind> = {
  desktop: { kinds: ['window', 'presence', 'range'], file: { path: '~/.config/activitywatch/aw-client/aw-client.toml', block: watcherBlock } },
  awatcher: { kinds: ['window', 'presence'], file: { path: '~/.config/awatcher/config.toml', block: awatcherBlock } },
  web: { kinds: ['browser'], file: null },
  vscode: { kinds: ['editor'], file: null },
  vim: { kinds: ['editor'], file: { path: '~/.vimrc', block: vimWatcherBlock } },
}

/** Without a key there is nothing to press: it waits from the moment it is opened. */
function Waiting({ devices, kinds }: { devices: readonly Device[]; kinds: readonly DeviceKind[] }) {
  const [before] = useState(() => heardOf(devices))
  return <FirstSample before={before} kinds={kinds} />
}

function OwnListener({ port, id, kinds }: { port: number; id: WatcherId; kinds: readonly DeviceKind[] }) {
  const { t } = useTranslation('capture')
  const devices = useQuery(devicesQuery)
  return (
    <>
      <Notice tone="ok">{t('watchers.listenerOn', { port })}</Notice>
      {id === 'desktop' && port !== 5600 && <CopyBlock label={t('watchers.file', { file: watchers.desktop.file!.path })} text={listenerBlock(port)} />}
      <Await query={devices}>{({ items }) => <Waiting devices={items} kinds={kinds} />}</Await>
    </>
  )
}

function WithToken({ id, url }: { id: WatcherId; url: string }) {
  const { t } = useTranslation('capture')
  const { kinds, file } = watchers[id]
  if (file === null) return null
  return (
    <>
      <p>{t(`watchers.${id}.step`)}</p>
      {watchersCannotReach(url) && <Notice tone="warn">{t('watchers.plain')}</Notice>}
      <MakeKey name={t(`watchers.${id}.name`)} what="token" kinds={kinds}>
        {(token) => (
          <>
            <CopyBlock label={t('watchers.file', { file: file.path })} text={file.block(url, token)} secret />
            <p className="muted small">{t(id === 'desktop' ? 'watchers.desktop.fileHelp' : 'watchers.restart')}</p>
          </>
        )}
      </MakeKey>
    </>
  )
}

/** A watcher of ActivityWatch: on this computer it may need nothing; elsewhere it sends with a token, if it can. */
export function Watchers({ id }: { id: WatcherId }) {
  const { t } = useTranslation('capture')
  const { kinds, file } = watchers[id]
  const local = ({ activitywatch_listener: listener }: CaptureEndpoints) =>
    listener?.mine ? <OwnListener port={listener.port} id={id} kinds={kinds} />
    : listener ? <p className="muted small">{t('watchers.listenerOther')}</p>
    : <><p>{t('watchers.listenerOff')}</p><CopyBlock label={t('watchers.switchOn')} text="./build/run --activitywatch" /></>
  return (
    <WithEndpoints>
      {(endpoints) => (
        <>
          {file === null && <p>{t(`watchers.${id}.step`)}</p>}
          {local(endpoints)}
          <WithToken id={id} url={endpoints.activitywatch_url} />
        </>
      )}
    </WithEndpoints>
  )
}
