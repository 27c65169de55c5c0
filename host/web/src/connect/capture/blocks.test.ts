import { describe, expect, it } from 'vitest'
import { fanOutBlock, scriptBlock, wakatimeBlock, watcherBlock, watchersCannotReach } from './blocks'

describe('what is pasted', () => {
  it('names address and key where WakaTime looks for them', () => {
    expect(wakatimeBlock('http://h:1/api/v1', 'k')).toBe('[settings]\napi_url = http://h:1/api/v1\napi_key = k')
    expect(fanOutBlock('http://h:1/api/v1', 'k')).toBe('[api_urls]\n.* = http://h:1/api/v1|k')
  })

  it('gives watchers host and port apart, the usual port when the address has none', () => {
    expect(watcherBlock('http://h:5080', 't')).toBe('[server]\nhostname = "device:t@h"\nport = "5080"')
    expect(watcherBlock('http://h/', 't')).toContain('port = "80"')
    expect([watchersCannotReach('https://h'), watchersCannotReach('http://h')]).toEqual([true, false])
  })

  it('is a command that sends valid JSON', () => {
    const text = scriptBlock({ devtime_url: 'http://h/api/', wakatime_api_url: '', activitywatch_url: '', activitywatch_listener: null }, 't')
    expect(text).toContain('http://h/api/heartbeat ')
    const body = /-d "(.*)"$/.exec(text)![1]!.replaceAll('\\"', '"').replace('$(date +%s)', '1')
    expect(JSON.parse(body)).toMatchObject({ tool: 'my-script', timestamp: 1000, activity_type: 'coding' })
  })
})
