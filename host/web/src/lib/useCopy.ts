import { useState } from 'react'

/** Copies to the clipboard; `copied` is true for two seconds after. */
export function useCopy(text: string) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
      setTimeout(() => setCopied(false), 2000)
    } catch {
      // no clipboard over plain HTTP: the text can be selected
    }
  }
  return { copied, copy: () => void copy() }
}
