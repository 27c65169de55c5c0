/** An answer that is not a success: RFC 9457 with our stable slug, or the network being away (slug `offline`). */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly slug: string,
    readonly title: string,
    readonly errors: Record<string, string[]> = {},
    readonly traceId: string | null = null,
    readonly retryAfterS: number | null = null,
    readonly body: Record<string, unknown> = {},
  ) {
    super(title)
    this.name = 'ApiProblem'
  }
}

export const isProblem = (e: unknown, slug?: string): e is ApiProblem =>
  e instanceof ApiProblem && (slug === undefined || e.slug === slug)

export const fieldErrors = (e: unknown): Record<string, string[]> => (e instanceof ApiProblem ? e.errors : {})

export async function problemOf(response: Response): Promise<ApiProblem> {
  let body: Record<string, unknown> = {}
  try {
    body = (await response.json()) as Record<string, unknown>
  } catch {
    // a proxy's HTML page: the status alone has to do
  }
  const type = typeof body['type'] === 'string' ? body['type'] : ''
  const text = (key: string) => (typeof body[key] === 'string' ? body[key] : null)
  const retryAfter = Number(response.headers.get('retry-after'))
  return new ApiProblem(
    response.status,
    type.startsWith('/problems/') ? type.slice('/problems/'.length) : `http-${response.status}`,
    text('title') ?? response.statusText,
    (body['errors'] as Record<string, string[]> | undefined) ?? {},
    text('trace_id') ?? text('traceId'),
    Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : null,
    body,
  )
}
