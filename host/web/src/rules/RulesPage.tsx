import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { projectsQuery } from '@/api/queries'
import type { Project, Rule } from '@/api/types'
import { Button } from '@/kit/basics/Button'
import { Card, Page } from '@/kit/basics/Page'
import { Await, Empty } from '@/kit/feedback/States'
import { useShortcuts } from '@/shell/keyboard'
import { ImportClasses } from './ImportClasses'
import type { RuleStart } from './draft'
import { startOfBlock, useBlock } from './fromBlock'
import { Proposals } from './proposals/Proposals'
import { rulesQuery } from './queries'
import { RuleEditor } from './RuleEditor'
import { RuleList } from './RuleList'
import { Runs, WaitingRuns } from './runs/Runs'
import { UnlabelledWords } from './UnlabelledWords'
import css from './rules.module.css'

/** In the order in which they are asked: mine, the workspace's, the built-in ones; within each the higher priority first. */
const inOrder = (rules: Rule[]) => {
  const scopes = ['user', 'workspace', 'pack']
  return [...rules].sort((a, b) => scopes.indexOf(a.scope) - scopes.indexOf(b.scope) || b.priority - a.priority)
}

/** A link from an entry's evidence brings the first condition and the project with it. */
function startOf(given: { field?: string; value?: string; project?: string }, projects: Project[] | undefined): RuleStart | undefined {
  if (!given.value || given.field === 'block') return undefined
  const project = projects?.find((one) => one.id === given.project)
  return {
    scope: 'user', when: { all: [{ field: given.field ?? 'app', op: 'equals', value: given.value }] }, then: {},
    target: project && { project, task: null },
  }
}

function Rules({ rules }: { rules: Rule[] }) {
  const { t } = useTranslation('rules')
  const { rule: shown, ...given } = useSearch({ from: '/app/rules' })
  const navigate = useNavigate({ from: '/rules' })
  const projects = useQuery(projectsQuery()).data?.items
  const block = useBlock(given)
  const [chosen, setChosen] = useState<RuleStart | undefined>(() => startOf(given, projects))
  const start = block.data ? startOfBlock(block.data) : chosen
  const open = (rule: string | undefined, from?: RuleStart) => {
    setChosen(from)
    void navigate({ search: { rule } })
  }
  useShortcuts([{ keys: 'n', label: t('new'), run: () => open('new') }])
  const ordered = inOrder(rules)
  const edited = rules.find((r) => r.id === shown)
  const own = ordered.filter((r) => r.scope !== 'pack')
  const pack = ordered.filter((r) => r.scope === 'pack')
  return (
    <div className={css['columns']} data-editing={shown !== undefined || undefined}>
      <div className="stack">
        <WaitingRuns />
        <Proposals onEdit={(from) => open('new', from)} />
        <Card title={t('own')} flush={own.length > 0}>
          {own.length === 0
            ? <Empty icon="rules" title={t('emptyTitle')} action={<Button kind="primary" icon="plus" onClick={() => open('new')}>{t('new')}</Button>}>{t('emptyText')}</Empty>
            : <RuleList rules={own} all={rules} selected={shown} onOpen={(r) => open(r.id)} />}
        </Card>
        <UnlabelledWords onRule={(word) => open('new', { scope: 'user', when: { all: [{ field: 'title', op: 'word', value: word }] }, then: {} })} />
        <Runs />
        {pack.length > 0 && (
          <Card>
            <details>
              <summary><strong>{t('pack', { count: pack.length })}</strong></summary>
              <p className="muted small">{t('packHelp')}</p>
              <RuleList rules={pack} all={rules} selected={shown} onOpen={(r) => open(r.id)} />
            </details>
          </Card>
        )}
      </div>
      {shown !== undefined && (shown === 'new' || edited) && !block.isLoading && (
        <aside className={css['editor']} aria-label={t('editor')}>
          <RuleEditor key={`${shown}${edited?.version ?? ''}${start?.when.all[0]?.value ?? ''}`} rule={edited} start={start} rules={rules} onClose={() => open(undefined)} />
        </aside>
      )}
    </div>
  )
}

export function RulesPage() {
  const { t } = useTranslation('rules')
  const rules = useQuery(rulesQuery)
  const navigate = useNavigate({ from: '/rules' })
  const [importing, setImporting] = useState(false)
  return (
    <Page wide title={t('title')} lead={t('lead')}
      actions={
        <>
          <Button icon="upload" onClick={() => setImporting(true)}>{t('import.open')}</Button>
          <Button kind="primary" icon="plus" onClick={() => void navigate({ search: { rule: 'new' } })}>{t('new')}</Button>
        </>
      }>
      <Await query={rules}>{({ items }) => <Rules rules={items} />}</Await>
      {importing && <ImportClasses onClose={() => setImporting(false)} />}
    </Page>
  )
}
