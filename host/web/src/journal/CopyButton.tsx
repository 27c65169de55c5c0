import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/kit/basics/Button'
import { useShortcuts } from '@/shell/keyboard'

/** Copies the text (also by `y`) and says so. */
export function CopyButton({ text }: { text: string }) {
  const { t } = useTranslation(['journal', 'common'])
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
  useShortcuts([{ keys: 'y', label: t('keys.copy'), run: () => void copy() }])
  return (
    <Button icon={copied ? 'check' : 'copy'} onClick={() => void copy()}>
      <span role="status">{copied ? t('common:actions.copied') : t('common:actions.copy')}</span>
    </Button>
  )
}
