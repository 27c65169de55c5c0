import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { useFormat } from '@/i18n/useFormat'
import { dismiss, notify } from '@/shell/toasts'
import { moveBack } from './send'

/** Says what else moved with a correction, and takes that back when asked: the correction itself stays. */
export function useMoved() {
  const { t } = useTranslation(['review', 'common'])
  const format = useFormat()
  const client = useQueryClient()
  const problemText = useProblemText()
  return ({ ms, reviews }: { ms: number; reviews: string[] }) => {
    const undo = async () => {
      try {
        await moveBack(reviews)
        notify(t('moved.back', { duration: format.duration(ms) }))
      } catch (reason) {
        notify(problemText(reason), { tone: 'error' })
      }
      for (const key of ['entries', 'timesheet', 'review', 'day', 'explain']) void client.invalidateQueries({ queryKey: [key] })
    }
    // No step of its own for the key: `z` takes the correction back, and with it all that moved.
    const toast = notify(t('moved.text', { duration: format.duration(ms) }), {
      action: {
        label: t('moved.undo'),
        run: () => {
          dismiss(toast)
          void undo()
        },
      },
    })
  }
}
