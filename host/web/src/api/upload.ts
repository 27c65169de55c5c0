import { headersOf, urlOf } from './client'
import { ApiProblem, problemOf } from './problem'

/** Uploads a file with progress (fetch has none for uploads). `progress` gets 0…1. */
export function upload<T>(path: string, field: string, file: File, progress: (part: number) => void, signal?: AbortSignal) {
  return new Promise<T>((resolve, reject) => {
    const request = new XMLHttpRequest()
    const form = new FormData()
    form.append(field, file, file.name)
    request.open('POST', urlOf(path))
    headersOf('POST', form).forEach((value, name) => request.setRequestHeader(name, value))
    request.upload.onprogress = (e) => e.lengthComputable && progress(e.loaded / e.total)
    request.onerror = () => reject(new ApiProblem(0, 'offline', 'The server cannot be reached.'))
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'))
    request.onload = () => {
      const answer = new Response(request.responseText, { status: request.status || 500, statusText: request.statusText })
      if (answer.ok) resolve(JSON.parse(request.responseText) as T)
      else problemOf(answer).then(reject, reject)
    }
    signal?.addEventListener('abort', () => request.abort())
    request.send(form)
  })
}
