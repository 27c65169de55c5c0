import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../basics/Button'
import { Notice } from '../feedback/States'
import { useProblemText } from '../feedback/useProblemText'
import { TextField } from '../form/Field'
import { Dialog } from './Dialog'

type Props = {
  open: boolean
  onClose: () => void
  title: string
  children: ReactNode
  confirm: string
  /** With it the person types this name first: for what cannot be taken back. */
  name?: string
  run: () => Promise<unknown>
}

/** Asks before something that cannot be undone. */
export function ConfirmDialog({ open, onClose, title, children, confirm, name, run }: Props) {
  const { t } = useTranslation('common')
  const problemText = useProblemText()
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const ready = name === undefined || typed.trim() === name.trim()
  const close = () => {
    setTyped('')
    setError(null)
    onClose()
  }
  const submit = async () => {
    if (!ready || busy) return
    setBusy(true)
    setError(null)
    try {
      await run()
      close()
    } catch (e) {
      setError(e)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog open={open} onClose={close} title={title}
      footer={
        <>
          <Button onClick={close}>{t('actions.cancel')}</Button>
          <Button kind="danger" busy={busy} disabled={!ready} onClick={() => void submit()}>{confirm}</Button>
        </>
      }>
      {error !== null && <Notice tone="danger" live>{problemText(error)}</Notice>}
      <div className="muted">{children}</div>
      {name !== undefined && (
        <form onSubmit={(e) => (e.preventDefault(), void submit())}>
          <TextField label={t('form.typeToConfirm', { name })} value={typed} onChange={setTyped} autoComplete="off" />
        </form>
      )}
    </Dialog>
  )
}
