import { ApiProblem, problemOf } from './problem'

// The one place that fetches. Everything else asks for data through get/post/… and gets a typed answer or an ApiProblem.

export type Query = Record<string, string | number | boolean | null | undefined>
type Options = { query?: Query; body?: unknown; signal?: AbortSignal }

const cookie = (name: string) =>
  document.cookie
    .split('; ')
    .find((c) => c.startsWith(`${name}=`))
    ?.slice(name.length + 1)

export function urlOf(path: string, query: Query = {}): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') params.set(key, String(value))
  }
  const text = params.toString()
  return `/api/v1/${path}${text ? `?${text}` : ''}`
}

export function headersOf(method: string, body: unknown): Headers {
  const headers = new Headers({ Accept: 'application/json' })
  if (body !== undefined && !(body instanceof FormData)) headers.set('Content-Type', 'application/json')
  const token = cookie('XSRF-TOKEN')
  if (method !== 'GET' && token) headers.set('X-XSRF-TOKEN', decodeURIComponent(token))
  return headers
}

async function send<T>(method: string, path: string, { query, body, signal }: Options = {}): Promise<T> {
  let response: Response
  try {
    response = await fetch(urlOf(path, query), {
      method,
      headers: headersOf(method, body),
      body: body === undefined ? undefined : body instanceof FormData ? body : JSON.stringify(body),
      credentials: 'same-origin',
      signal,
    })
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new ApiProblem(0, 'offline', 'The server cannot be reached.')
  }
  if (!response.ok) throw await problemOf(response)
  if (response.status === 204 || response.headers.get('content-length') === '0') return undefined as T
  return (await response.json()) as T
}

export const api = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) => send<T>('GET', path, { query, signal }),
  post: <T = void>(path: string, body?: unknown, query?: Query) => send<T>('POST', path, { body: body ?? {}, query }),
  put: <T = void>(path: string, body: unknown) => send<T>('PUT', path, { body }),
  patch: <T = void>(path: string, body: unknown) => send<T>('PATCH', path, { body }),
  delete: <T = void>(path: string) => send<T>('DELETE', path),
}
