import { useTranslation } from 'react-i18next'
import { useCopy } from '@/lib/useCopy'
import { Button } from './Button'
import css from './CopyBlock.module.css'

type Props = { text: string; label: string; secret?: boolean }

/** Something to paste elsewhere: a command, an address, a token shown once. */
export function CopyBlock({ text, label, secret }: Props) {
  const { t } = useTranslation('common')
  const { copied, copy } = useCopy(text)
  return (
    <figure className={css['block']}>
      <figcaption>{label}</figcaption>
      <div className={css['line']}>
        <pre data-secret={secret || undefined}>{text}</pre>
        <Button small icon={copied ? 'check' : 'copy'} onClick={copy}>
          <span role="status">{copied ? t('actions.copied') : t('actions.copy')}</span>
        </Button>
      </div>
    </figure>
  )
}
