import { useTranslation } from 'react-i18next'
import { Button } from '@/kit/basics/Button'
import { useCopy } from '@/lib/useCopy'
import { useShortcuts } from '@/shell/keyboard'

/** Copies the text (also by `y`) and says so. */
export function CopyButton({ text }: { text: string }) {
  const { t } = useTranslation(['journal', 'common'])
  const { copied, copy } = useCopy(text)
  useShortcuts([{ keys: 'y', label: t('keys.copy'), run: copy }])
  return (
    <Button icon={copied ? 'check' : 'copy'} onClick={copy}>
      <span role="status">{copied ? t('common:actions.copied') : t('common:actions.copy')}</span>
    </Button>
  )
}
