import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ModelPreview } from '@/api/modelTypes'
import { useToday } from '@/api/useMe'
import { useFormat } from '@/i18n/useFormat'
import { Badge } from '@/kit/basics/Marks'
import { Card } from '@/kit/basics/Page'
import { Await, Notice } from '@/kit/feedback/States'
import { TextArea } from '@/kit/form/Field'
import { DateBar } from '@/kit/range/DateBar'
import { addDays } from '@/lib/range'
import { previewQuery } from './queries'
import { useModelWords } from './useModelWords'

const mono = { fontFamily: 'var(--mono)', fontSize: 'var(--t12)' }

/** What a model would be told about a day: shown before anything is switched on. */
export function Preview() {
  const { t } = useTranslation('models')
  const today = useToday()
  const [chosen, setDate] = useState<string | null>(null)
  const date = chosen ?? addDays(today, -1)
  const query = useQuery(previewQuery(date))
  return (
    <Card title={t('preview.title')}>
      <div className="stack">
        <p className="muted small">{t('preview.lead')}</p>
        <DateBar date={date} today={today} onChange={setDate} />
        <Await query={query}>{(preview) => <Shown preview={preview} />}</Await>
      </div>
    </Card>
  )
}

function Shown({ preview }: { preview: ModelPreview }) {
  const { t } = useTranslation('models')
  const format = useFormat()
  const words = useModelWords()
  const redactions = words.redactions(preview.redactions)
  return (
    <>
      <Notice tone={preview.would_send ? 'warn' : 'ok'} live>
        {preview.would_send ? t('preview.would', { model: preview.model ?? '', host: preview.host ?? '' }) : t('preview.wouldNot', { reason: words.reason(preview.reason ?? 'off') })}
      </Notice>
      <div className="row">
        <Badge>{t('preview.items', { count: preview.items, number: format.number(preview.items) })}</Badge>
        {redactions.length === 0 ? <Badge>{t('preview.noRedactions')}</Badge> : redactions.map((text) => <Badge key={text} tone="warn">{t('preview.replaced', { text })}</Badge>)}
        {preview.withheld > 0 && <Badge tone="warn">{t('preview.withheld', { count: preview.withheld, number: format.number(preview.withheld) })}</Badge>}
      </div>
      {preview.request === null ? <p className="muted">{t('preview.nothing')}</p> : (
        <>
          <TextArea label={t('preview.request')} readOnly rows={20} spellCheck={false} style={mono} value={JSON.stringify(preview.request, null, 2)} onChange={() => undefined} />
          <details>
            <summary className="small muted">{t('preview.system')}</summary>
            <TextArea label={t('preview.systemLabel')} readOnly rows={8} value={preview.system} onChange={() => undefined} />
          </details>
        </>
      )}
    </>
  )
}
