import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Entry } from '@/api/types'
import { EditEntryDialog } from '@/day/EditEntryDialog'
import { SplitDialog } from '@/day/SplitDialog'
import { canSplit, useShape } from '@/day/useShape'
import { useFormat } from '@/i18n/useFormat'
import { IconButton } from '@/kit/basics/Button'

/** Edit, split, and join with the entry that follows at once. Entries of closed periods answer why they stay as they are. */
export function EntryActions({ entry, next, zone }: { entry: Entry; next: Entry | undefined; zone: string }) {
  const { t } = useTranslation('day')
  const format = useFormat()
  const [open, setOpen] = useState<'edit' | 'split' | null>(null)
  const { merge } = useShape()
  const time = format.time(entry.start, zone)
  if (entry.status === 'dismissed' || entry.kind === 'private') return null
  const joins = next && next.start === entry.end && next.lane === entry.lane && next.status !== 'dismissed' && next.kind !== 'private'
  return (
    <span className="row">
      <IconButton small icon="edit" label={t('shape.edit', { time })} onClick={() => setOpen('edit')} />
      {canSplit(entry) && <IconButton small icon="split" label={t('shape.splitOf', { time })} onClick={() => setOpen('split')} />}
      {joins && <IconButton small icon="merge" label={t('shape.mergeOf', { time })} busy={merge.isPending} onClick={() => merge.mutate([entry.id, next.id])} />}
      {open === 'edit' && <EditEntryDialog entry={entry} zone={zone} onClose={() => setOpen(null)} />}
      {open === 'split' && <SplitDialog entry={entry} zone={zone} onClose={() => setOpen(null)} />}
    </span>
  )
}
