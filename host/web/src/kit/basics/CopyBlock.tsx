import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './Button'
import css from './CopyBlock.module.css'

type Props = { text: string; label: string; secret?: boolean }

/** Something to paste elsewhere: a command, an address, a token shown once. */
export function CopyBlock({ text, label, secret }: Props) {
  const { t } = useTranslation('common')
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
      setTimeout(() => setCopied(false), 2000)
    } catch {
      // no clipboard over plain HTTP: the text is selectable
    }
  }
  return (
    <figure className={css['block']}>
      <figcaption>{label}</figcaption>
      <div className={css['line']}>
        <pre data-secret={secret || undefined}>{text}</pre>
        <Button small icon={copied ? 'check' : 'copy'} onClick={() => void copy()}>
          <span role="status">{copied ? t('actions.copied') : t('actions.copy')}</span>
        </Button>
      </div>
    </figure>
  )
}
