import { describe, expect, it } from 'vitest'
import { apiBlock, awatcherBlock, fanOutBlock, scriptBlock, vimWatcherBlock, wakatimeBlock, watcherBlock, watchersCannotReach } from './blocks'

describe('what is pasted', () => {
  it('names address and key where WakaTime looks for them', () => {
    expect(wakatimeBlock('http://h:1/api/v1', 'k')).toBe('[settings]\napi_url = http://h:1/api/v1\napi_key = k')
    expect(fanOutBlock('http://h:1/api/v1', 'k')).toBe('[api_urls]\n.* = http://h:1/api/v1|k')
  })

  it('gives watchers host and port apart, the usual port when the address has none', () => {
    expect(watcherBlock('http://h:5080', 't')).toBe('[server]\nhostname = "device:t@h"\nport = "5080"')
    expect(watcherBlock('http://h/', 't')).toContain('port = "80"')
    expect(awatcherBlock('http://h:5080', 't')).toBe('[server]\nhost = "h"\nport = 5080\napi-key = "t"')
    expect(vimWatcherBlock('http://h/', 't')).toBe("let g:aw_apiurl_host = 'device:t@h'\nlet g:aw_apiurl_port = '80'")
    expect([watchersCannotReach('https://h'), watchersCannotReach('http://h')]).toEqual([true, false])
  })

  it('is a command that sends valid JSON', () => {
    const text = scriptBlock({ devtime_url: 'http://h/', wakatime_api_url: '', activitywatch_url: '', activitywatch_listener: null }, 't')
    expect(text).toContain('http://h/api/heartbeat ')
    const body = /-d "(.*)"$/.exec(text)![1]!.replaceAll('\\"', '"').replace('$(date +%s)', '1')
    expect(JSON.parse(body)).toMatchObject({ tool: 'my-script', timestamp: 1000, activity_type: 'coding' })
    const direct = apiBlock({ devtime_url: '', wakatime_api_url: 'http://h/api/v1', activitywatch_url: '', activitywatch_listener: null }, 't')
    expect(direct).toContain('http://h/api/v1/users/current/heartbeats ')
    expect(JSON.parse(/-d "(.*)"$/.exec(direct)![1]!.replaceAll('\\"', '"').replace('$(date +%s)', '1'))).toMatchObject({ entity: '/src/main.c', time: 1, plugin: 'my-tool/1.0' })
  })
})
