import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Shaped } from '@/api/sheetTypes'
import { useProblemText } from '@/kit/feedback/useProblemText'
import { notify, notifyUndo } from '@/shell/toasts'

const MINUTE = 60_000

/** Whether a full minute, which is what one splits at, lies inside. */
export const canSplit = ({ start, end }: { start: string; end: string }) => (Math.floor(Date.parse(start) / MINUTE) + 1) * MINUTE < Date.parse(end)

/** Splitting one entry and merging neighbours, each with its way back. `onDone` hears of either and of the undo. */
export function useShape(onDone?: () => void) {
  const { t } = useTranslation('day')
  const { t: common } = useTranslation('common')
  const problemText = useProblemText()
  const client = useQueryClient()
  const refresh = async () => {
    await Promise.all(['timesheet', 'entries', 'review', 'day'].map((key) => client.invalidateQueries({ queryKey: [key] })))
    onDone?.()
  }
  const done = (said: 'split' | 'merged') => (shaped: Shaped) => {
    void refresh()
    notifyUndo(t(`shape.${said}`), common('actions.undo'), () => {
      api.post(`entries/shapes/${shaped.shape_id}/undo`).catch((error: unknown) => notify(problemText(error), { tone: 'error' })).finally(() => void refresh())
    })
  }
  const split = useMutation({ mutationFn: ({ id, at }: { id: string; at: number }) => api.post<Shaped>(`entries/${id}/split`, { at: new Date(at).toISOString() }), onSuccess: done('split') })
  const merge = useMutation({
    mutationFn: (ids: readonly string[]) => api.post<Shaped>('entries/merge', { ids }),
    onSuccess: done('merged'),
    onError: (error) => notify(problemText(error), { tone: 'error' }),
  })
  return { split, merge }
}
