import { useTranslation } from 'react-i18next'
import type { AgentTime, AiWork } from '@/api/statsTypes'
import { useFormat } from '@/i18n/useFormat'
import { Card } from '@/kit/basics/Page'
import css from '@/stats/stats.module.css'

export const hasAi = (agent: AgentTime, ai: AiWork) => agent.total_ms > 0 || ai.lines_ai > 0 || ai.tokens_in + ai.tokens_out > 0 || ai.prompts > 0 || ai.by_agent.length > 0

/** Two parts of one whole, with their names. */
function Split({ parts }: { parts: readonly { name: string; value: number; text: string; colour: string }[] }) {
  const all = parts.reduce((sum, part) => sum + part.value, 0)
  return (
    <>
      <span className={css['split']} aria-hidden="true">
        {parts.map((part) => <span key={part.name} style={{ width: `${all > 0 ? (part.value / all) * 100 : 0}%`, backgroundColor: part.colour }} />)}
      </span>
      <ul className={css['splitKey']}>
        {parts.map((part) => <li key={part.name} className={css['key']}><i style={{ backgroundColor: part.colour }} />{part.name} <b className="num">{part.text}</b></li>)}
      </ul>
    </>
  )
}

/** What AI agents did, beside the person's own time; only where there is any. */
export function AiSection({ agent, ai }: { agent: AgentTime; ai: AiWork }) {
  const { t } = useTranslation('statistics')
  const format = useFormat()
  const tokens = [['in', ai.tokens_in], ['out', ai.tokens_out], ['cached', ai.tokens_cached]] as const
  return (
    <Card title={t('ai.title')}>
      <div className={css['ai']}>
        <section>
          <h3>{t('ai.time')} <span className="num muted">{format.duration(agent.total_ms)}</span></h3>
          <Split parts={[
            { name: t('ai.supervised'), value: agent.supervised_ms, text: format.duration(agent.supervised_ms), colour: 'var(--data-3)' },
            { name: t('ai.autonomous'), value: agent.autonomous_ms, text: format.duration(agent.autonomous_ms), colour: 'var(--data-5)' },
          ]} />
          <p className="muted small">{t('ai.timeNote')}</p>
        </section>
        {ai.lines_ai + ai.lines_human > 0 && (
          <section>
            <h3>{t('ai.lines')} <span className="num muted">{format.number(ai.lines_ai + ai.lines_human)}</span></h3>
            <Split parts={[
              { name: t('ai.byAi'), value: ai.lines_ai, text: format.number(ai.lines_ai), colour: 'var(--data-5)' },
              { name: t('ai.byHuman'), value: ai.lines_human, text: format.number(ai.lines_human), colour: 'var(--data-1)' },
            ]} />
          </section>
        )}
        {(ai.tokens_in + ai.tokens_out > 0 || ai.prompts > 0) && (
          <section>
            <h3>{t('ai.tokens')}</h3>
            <ul className={css['splitKey']}>
              {tokens.map(([name, count]) => <li key={name}>{t(`ai.${name}`)} <b className="num">{format.number(count)}</b></li>)}
              {ai.prompts > 0 && <li>{t('ai.prompts')} <b className="num">{format.number(ai.prompts)}</b></li>}
            </ul>
          </section>
        )}
      </div>
      {ai.by_agent.length > 0 && (
        <div className={css['tableBox']}>
          <table>
            <caption className="visually-hidden">{t('ai.byAgent')}</caption>
            <thead>
              <tr><th scope="col">{t('ai.agent')}</th><th scope="col">{t('ai.time')}</th><th scope="col">{t('ai.in')}</th><th scope="col">{t('ai.out')}</th><th scope="col">{t('ai.lines')}</th></tr>
            </thead>
            <tbody>
              {ai.by_agent.map((one) => (
                <tr key={one.name}>
                  <th scope="row">{one.name || t('unknown.value')}</th>
                  <td className="num nowrap">{format.duration(one.ms)}</td><td className="num">{format.number(one.tokens_in)}</td>
                  <td className="num">{format.number(one.tokens_out)}</td><td className="num">{format.number(one.lines)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  )
}
