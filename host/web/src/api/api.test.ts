import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { api, urlOf } from './client'
import { staleKeys } from './live'
import { ApiProblem, problemOf } from './problem'

const answer = (status: number, body?: unknown, headers: Record<string, string> = {}) =>
  new Response(body === undefined ? null : JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })

describe('problems', () => {
  it('keep slug, fields, request and the time to wait', async () => {
    const p = await problemOf(answer(422, { type: '/problems/validation', title: 'No', errors: { name: ['required'] }, trace_id: 'abc' }, { 'retry-after': '7' }))
    expect([p.slug, p.errors, p.traceId, p.retryAfterS, p.status]).toEqual(['validation', { name: ['required'] }, 'abc', 7, 422])
  })

  it("a proxy's page is a problem by its status", async () => {
    const p = await problemOf(new Response('<html>', { status: 502 }))
    expect([p.slug, p.errors, p.traceId, p.retryAfterS]).toEqual(['http-502', {}, null, null])
  })
})

describe('the client', () => {
  beforeEach(() => vi.stubGlobal('document', { cookie: 'other=1; XSRF-TOKEN=a%2Fb' }))
  afterEach(() => vi.unstubAllGlobals())

  it('leaves empty parameters out of the address', () => {
    expect(urlOf('entries', { start: '2026-11-20', status: '', cursor: null, to_review: false })).toBe('/api/v1/entries?start=2026-11-20&to_review=false')
  })

  it('echoes the antiforgery cookie when it writes, not when it reads', async () => {
    const fetch = vi.fn<(url: string, init: RequestInit) => Promise<Response>>(() => Promise.resolve(answer(200, {})))
    vi.stubGlobal('fetch', fetch)
    await api.get('me')
    await api.patch('me', { name: 'x' })
    const headers = fetch.mock.calls.map(([, init]) => new Headers(init.headers).get('x-xsrf-token'))
    expect(headers).toEqual([null, 'a/b'])
  })

  it('says offline when there is no answer, and gives nothing for 204', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed')))
    await expect(api.get('me')).rejects.toMatchObject({ slug: 'offline', status: 0 } satisfies Partial<ApiProblem>)
    vi.stubGlobal('fetch', () => Promise.resolve(answer(204)))
    expect(await api.delete('me/sessions/1')).toBeUndefined()
  })
})

describe('live events', () => {
  it('make stale what they are about', () => {
    expect(staleKeys({ kind: 'day', key: '2026-11-20' })).toContainEqual(['day', '2026-11-20'])
    expect(staleKeys({ kind: 'device', key: '' })).toEqual([['devices']])
    expect(staleKeys({ kind: 'reset', key: '' })).toBeNull()
    expect(staleKeys({ kind: 'something-new', key: '' })).toEqual([])
  })
})
