import type { CaptureEndpoints } from '@/api/captureTypes'

// What people paste into the files of their tools. Formats are those of the tools, so nothing here is translated.

export const wakatimeBlock = (url: string, key: string) => `[settings]\napi_url = ${url}\napi_key = ${key}`

export const fanOutBlock = (url: string, key: string) => `[api_urls]\n.* = ${url}|${key}`

/** aw-client knows a host and a port only; the token travels as the user of the address. */
export function watcherBlock(url: string, token: string): string {
  const { hostname, port } = hostAndPort(url)
  return `[server]\nhostname = "device:${token}@${hostname}"\nport = "${port}"`
}

const hostAndPort = (url: string) => {
  const { hostname, port, protocol } = new URL(url)
  return { hostname, port: port || (protocol === 'https:' ? '443' : '80') }
}

export function awatcherBlock(url: string, token: string): string {
  const { hostname, port } = hostAndPort(url)
  return `[server]\nhost = "${hostname}"\nport = ${port}\napi-key = "${token}"`
}

/** Vim hands its address to curl, which knows a user in it, too. */
export function vimWatcherBlock(url: string, token: string): string {
  const { hostname, port } = hostAndPort(url)
  return `let g:aw_apiurl_host = 'device:${token}@${hostname}'\nlet g:aw_apiurl_port = '${port}'`
}

export const listenerBlock = (port: number) => `[server]\nhostname = "127.0.0.1"\nport = "${port}"`

export function scriptBlock(endpoints: CaptureEndpoints, token: string): string {
  const address = `${endpoints.devtime_url.replace(/\/+$/, '')}/api/heartbeat`
  return `curl -X POST ${address} \\\n  -H "Authorization: Bearer ${token}" -H "Content-Type: application/json" \\\n  -d "{\\"tool\\": \\"my-script\\", \\"timestamp\\": $(date +%s)000, \\"activity_type\\": \\"coding\\", \\"project\\": \\"my-project\\"}"`
}

/** The same in WakaTime's own words, for tools that already speak them. */
export const apiBlock = (endpoints: CaptureEndpoints, key: string) =>
  `curl -X POST ${endpoints.wakatime_api_url}/users/current/heartbeats \\\n  -H "Authorization: Bearer ${key}" -H "Content-Type: application/json" \\\n  -d "{\\"entity\\": \\"/src/main.c\\", \\"type\\": \\"file\\", \\"time\\": $(date +%s), \\"project\\": \\"my-project\\", \\"language\\": \\"C\\", \\"plugin\\": \\"my-tool/1.0\\"}"`

/** Watchers speak plain HTTP and cannot name a path. */
export const watchersCannotReach = (url: string) => new URL(url).protocol === 'https:'
