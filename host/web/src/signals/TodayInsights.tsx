import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Card } from '@/kit/basics/Page'
import { InsightBar } from './InsightBar'
import { insightsQuery } from './queries'
import { useInsightText } from './useInsightText'

const MOST = 2

/** The day's two weightiest insights; nothing unusual is no card. */
export default function TodayInsights({ day }: { day: string }) {
  const { t } = useTranslation('insights')
  const text = useInsightText()
  const found = useQuery(insightsQuery({ start: day, end: day })).data?.items ?? []
  const shown = [...found].sort((a, b) => Number(a.info) - Number(b.info) || b.severity - a.severity).slice(0, MOST)
  if (shown.length === 0) return null
  return (
    <Card title={t('title')} aside={<Link className="small" to="/insights">{t('all')}</Link>}>
      {shown.map((insight) => (
        <div key={insight.id}>
          <p>{text.sentence(insight)}</p>
          <InsightBar insight={insight} />
        </div>
      ))}
    </Card>
  )
}
