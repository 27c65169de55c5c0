import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import { askSearch } from './ask/search'
import { loadTexts, type Namespace } from './i18n'
import { reportsSearch } from './reports/search'
import { reviewSearch } from './review/search'
import { CrashPage, ForbiddenPage, NotFoundPage } from './shell/StatusPages'
import { Shell } from './shell/Shell'
import { journalSearch } from './journal/search'
import { statisticsSearch } from './statistics/search'
import { teamSearch } from './team/search'
import { timelineSearch } from './timeline/search'
import { timesheetSearch } from './timesheet/search'
import { todaySearch } from './today/search'

// Every page is its own chunk; its texts load beside its code.

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
const texts = (...ns: Namespace[]) => () => loadTexts(...ns)

const setupSearch = (s: Record<string, unknown>): { step?: number } => {
  const step = Number(s['step'])
  return { step: [2, 3, 4].includes(step) ? step : undefined }
}
const projectsSearch = (s: Record<string, unknown>): { q?: string; archived?: boolean } => ({ q: text(s['q']), archived: s['archived'] === true || undefined })
const rulesSearch = (s: Record<string, unknown>): { rule?: string; field?: string; value?: string; project?: string } => ({
  rule: text(s['rule']), field: text(s['field']), value: text(s['value']), project: text(s['project']),
})
const settingsSearch = (s: Record<string, unknown>): { tab?: string } => ({ tab: text(s['tab']) })

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage, errorComponent: CrashPage })
const app = createRoute({ getParentRoute: () => root, id: 'app', component: Shell })

const todayRoute = createRoute({
  getParentRoute: () => app, path: '/', validateSearch: todaySearch, loader: texts('today', 'day'),
  component: lazyRouteComponent(() => import('./today/TodayPage'), 'TodayPage'),
})
const reviewRoute = createRoute({
  getParentRoute: () => app, path: '/review', validateSearch: reviewSearch, loader: texts('review', 'day'),
  component: lazyRouteComponent(() => import('./review/ReviewPage'), 'ReviewPage'),
})
const timesheetRoute = createRoute({
  getParentRoute: () => app, path: '/timesheet', validateSearch: timesheetSearch, loader: texts('timesheet', 'day'),
  component: lazyRouteComponent(() => import('./timesheet/TimesheetPage'), 'TimesheetPage'),
})
const timelineRoute = createRoute({
  getParentRoute: () => app, path: '/timeline', validateSearch: timelineSearch, loader: texts('timeline', 'day'),
  component: lazyRouteComponent(() => import('./timeline/TimelinePage'), 'TimelinePage'),
})
const statisticsRoute = createRoute({
  getParentRoute: () => app, path: '/statistics', validateSearch: statisticsSearch, loader: texts('statistics'),
  component: lazyRouteComponent(() => import('./statistics/StatisticsPage'), 'StatisticsPage'),
})
const journalRoute = createRoute({
  getParentRoute: () => app, path: '/journal', validateSearch: journalSearch, loader: texts('journal'),
  component: lazyRouteComponent(() => import('./journal/JournalPage'), 'JournalPage'),
})
const askRoute = createRoute({
  getParentRoute: () => app, path: '/ask', validateSearch: askSearch, loader: texts('ask'),
  component: lazyRouteComponent(() => import('./ask/AskPage'), 'AskPage'),
})
const goalsRoute = createRoute({
  getParentRoute: () => app, path: '/goals', loader: texts('goals', 'statistics'),
  component: lazyRouteComponent(() => import('./goals/GoalsPage'), 'GoalsPage'),
})
const sharingRoute = createRoute({
  getParentRoute: () => app, path: '/sharing', loader: texts('sharing', 'statistics'),
  component: lazyRouteComponent(() => import('./sharing/SharingPage'), 'SharingPage'),
})
const sharedRoute = createRoute({
  getParentRoute: () => root, path: '/shared/$secret', loader: texts('sharing'),
  component: lazyRouteComponent(() => import('./sharing/SharedPage'), 'SharedPage'),
})
const insightsRoute = createRoute({
  getParentRoute: () => app, path: '/insights', loader: texts('insights'),
  component: lazyRouteComponent(() => import('./insights/InsightsPage'), 'InsightsPage'),
})
const accuracyRoute = createRoute({
  getParentRoute: () => app, path: '/accuracy', loader: texts('accuracy', 'statistics'),
  component: lazyRouteComponent(() => import('./accuracy/AccuracyPage'), 'AccuracyPage'),
})
const reportsRoute = createRoute({
  getParentRoute: () => app, path: '/reports', loader: texts('reports'), validateSearch: reportsSearch,
  component: lazyRouteComponent(() => import('./reports/ReportsPage'), 'ReportsPage'),
})
const teamRoute = createRoute({
  getParentRoute: () => app, path: '/team', loader: texts('team'), validateSearch: teamSearch,
  component: lazyRouteComponent(() => import('./team/TeamPage'), 'TeamPage'),
})
const signInRoute = createRoute({
  getParentRoute: () => root, path: '/sign-in', loader: texts('entry'),
  validateSearch: (s: Record<string, unknown>): { next?: string } => ({ next: text(s['next']) }),
  component: lazyRouteComponent(() => import('./entry/SignInPage'), 'SignInPage'),
})
const setupRoute = createRoute({
  getParentRoute: () => root, path: '/setup', loader: texts('setup', 'connect', 'capture'), validateSearch: setupSearch,
  component: lazyRouteComponent(() => import('./setup/SetupPage'), 'SetupPage'),
})
const projectsRoute = createRoute({
  getParentRoute: () => app, path: '/projects', loader: texts('projects'), validateSearch: projectsSearch,
  component: lazyRouteComponent(() => import('./projects/ProjectsPage'), 'ProjectsPage'),
})
const projectRoute = createRoute({
  getParentRoute: () => app, path: '/projects/$projectId', loader: texts('projects', 'billing'),
  component: lazyRouteComponent(() => import('./projects/ProjectPage'), 'ProjectPage'),
})
const rulesRoute = createRoute({
  getParentRoute: () => app, path: '/rules', loader: texts('rules'), validateSearch: rulesSearch,
  component: lazyRouteComponent(() => import('./rules/RulesPage'), 'RulesPage'),
})
const integrationsRoute = createRoute({
  getParentRoute: () => app, path: '/integrations', loader: texts('integrations', 'connect', 'capture'),
  component: lazyRouteComponent(() => import('./integrations/IntegrationsPage'), 'IntegrationsPage'),
})
const connectRoute = createRoute({
  getParentRoute: () => app, path: '/integrations/new/$connectorId', loader: texts('integrations', 'connect'),
  component: lazyRouteComponent(() => import('./integrations/ConnectPage'), 'ConnectPage'),
})
const integrationRoute = createRoute({
  getParentRoute: () => app, path: '/integrations/$integrationId', loader: texts('integrations', 'connect'),
  component: lazyRouteComponent(() => import('./integrations/IntegrationPage'), 'IntegrationPage'),
})
const devicesRoute = createRoute({
  getParentRoute: () => app, path: '/devices', loader: texts('devices', 'connect', 'capture'),
  component: lazyRouteComponent(() => import('./devices/DevicesPage'), 'DevicesPage'),
})
const settingsRoute = createRoute({
  getParentRoute: () => app, path: '/settings', loader: texts('settings', 'capture', 'models', 'insights', 'billing'), validateSearch: settingsSearch,
  component: lazyRouteComponent(() => import('./settings/SettingsPage'), 'SettingsPage'),
})
const forbiddenRoute = createRoute({ getParentRoute: () => app, path: '/forbidden', component: ForbiddenPage })

const tree = root.addChildren([
  signInRoute,
  sharedRoute,
  setupRoute,
  app.addChildren([
    todayRoute, reviewRoute, timelineRoute, timesheetRoute, statisticsRoute, journalRoute, askRoute, goalsRoute, sharingRoute, insightsRoute, accuracyRoute, projectsRoute, projectRoute, rulesRoute,
    integrationsRoute, connectRoute, integrationRoute, devicesRoute, settingsRoute, reportsRoute, teamRoute, forbiddenRoute,
  ]),
])

export const router = createRouter({ routeTree: tree, defaultPreload: 'intent', scrollRestoration: true, defaultNotFoundComponent: NotFoundPage })

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
