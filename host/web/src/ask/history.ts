// The last questions, in this browser only.

const key = 'daybook.asked'
export const most = 20

/** The newest first, each once. */
export const remembered = (known: readonly string[], question: string) => [question, ...known.filter((one) => one !== question)].slice(0, most)

export function readAsked(): string[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string').slice(0, most) : []
  } catch {
    return []
  }
}

export function writeAsked(questions: readonly string[]) {
  try {
    if (questions.length === 0) localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify(questions))
  } catch {
    // a browser without storage forgets them
  }
}
