import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Scope } from '@/api/askTypes'
import { projectsQuery } from '@/api/queries'
import { useToday } from '@/api/useMe'
import { useFormat } from '@/i18n/useFormat'
import { Button, IconButton } from '@/kit/basics/Button'
import { Badge } from '@/kit/basics/Marks'
import { Card, Page } from '@/kit/basics/Page'
import { TextArea } from '@/kit/form/Field'
import { RangePicker } from '@/kit/range/RangePicker'
import { addDays, rangeOf, weekday } from '@/lib/range'
import { useShortcuts } from '@/shell/keyboard'
import { AnswerCard } from './AnswerCard'
import { readAsked, remembered, writeAsked } from './history'
import { useAsk } from './useAsk'
import css from './ask.module.css'

const route = getRouteApi('/app/ask')
const usualDays = 30

/** Four questions of the person's own: their standup, what they finished, a day, a project of theirs. */
function useSuggestions(today: string): string[] {
  const { t } = useTranslation('ask')
  const format = useFormat()
  const projects = useQuery(projectsQuery()).data?.items ?? []
  const yesterday = addDays(today, -1)
  return [
    t('suggest.standup'), t('suggest.shipped'), t('suggest.day', { day: format.weekday(weekday(yesterday), 'long') }),
    projects[0] ? t('suggest.project', { project: projects[0].name }) : t('suggest.projects'),
  ]
}

/** Questions about one's own time, answered with exact figures and where they come from. */
export function AskPage() {
  const { t } = useTranslation('ask')
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/ask' })
  const today = useToday()
  const named = search.range !== undefined || search.from !== undefined
  const range = named ? rangeOf(search, today, 'month') : { from: addDays(today, 1 - usualDays), to: today }
  const [question, setQuestion] = useState(search.q ?? '')
  const [history, setHistory] = useState(readAsked)
  const { asked, start, stop } = useAsk()
  const suggestions = useSuggestions(today)
  const keep = (questions: string[]) => (writeAsked(questions), setHistory(questions))
  const send = (text: string, scope: Scope = range) => {
    const trimmed = text.trim()
    if (trimmed === '') return
    setQuestion(trimmed)
    keep(remembered(history, trimmed))
    void start(trimmed, scope)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      send(question)
    }
    if (event.key === 'Escape' && asked?.running) stop()
  }
  useShortcuts([{ keys: 'escape', label: t('stop'), run: () => (asked?.running ? stop() : false) }, { keys: 'mod+enter', label: t('ask'), run: () => send(question) }])
  const widen = (scope: Scope) => {
    void navigate({ search: { from: scope.from, to: scope.to } })
    if (asked) send(asked.question, scope)
  }
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Card>
        <div className="row">
          <RangePicker range={range} preset={search.range} today={today} onChange={(next) => void navigate({ search: next })} />
          <Badge>{t('scope.own')}</Badge>
          <Badge>{t('scope.personal')}</Badge>
        </div>
        <form className={css['form']} onSubmit={(event) => (event.preventDefault(), send(question))}>
          <TextArea label={t('question')} help={t('help')} value={question} onChange={setQuestion} onKeyDown={onKeyDown} maxLength={2000} rows={2} />
          <div className="row">
            {asked?.running ? <Button icon="x" onClick={stop}>{t('stop')}</Button> : <Button kind="primary" type="submit" disabled={question.trim() === ''}>{t('ask')}</Button>}
          </div>
        </form>
        <ul className={css['suggestions']} aria-label={t('suggestions')}>
          {suggestions.map((text) => <li key={text}><Button small onClick={() => send(text)}>{text}</Button></li>)}
        </ul>
      </Card>
      {asked && <AnswerCard asked={asked} onWiden={widen} onRetry={() => send(asked.question)} />}
      {history.length > 0 && (
        <Card title={t('history.title')} aside={<IconButton small icon="trash" label={t('history.clear')} onClick={() => keep([])} />}>
          <ul className={css['history']}>
            {history.map((text) => <li key={text}><Button small kind="quiet" onClick={() => send(text)}>{text}</Button></li>)}
          </ul>
        </Card>
      )}
    </Page>
  )
}
