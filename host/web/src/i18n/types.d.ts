import 'i18next'
import type common from './en/common.json'
import type shell from './en/shell.json'
import type entry from './en/entry.json'
import type setup from './en/setup.json'
import type day from './en/day.json'
import type today from './en/today.json'
import type review from './en/review.json'
import type timeline from './en/timeline.json'
import type timesheet from './en/timesheet.json'
import type integrations from './en/integrations.json'
import type connect from './en/connect.json'
import type projects from './en/projects.json'
import type rules from './en/rules.json'
import type devices from './en/devices.json'
import type settings from './en/settings.json'
import type statistics from './en/statistics.json'
import type goals from './en/goals.json'
import type sharing from './en/sharing.json'
import type capture from './en/capture.json'
import type ask from './en/ask.json'
import type accuracy from './en/accuracy.json'
import type models from './en/models.json'
import type journal from './en/journal.json'
import type reports from './en/reports.json'
import type team from './en/team.json'
import type billing from './en/billing.json'
import type insights from './en/insights.json'

// A key that is not in the English file does not compile.
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    returnNull: false
    resources: {
      common: typeof common
      shell: typeof shell
      entry: typeof entry
      setup: typeof setup
      day: typeof day
      today: typeof today
      review: typeof review
      timeline: typeof timeline
      timesheet: typeof timesheet
      integrations: typeof integrations
      connect: typeof connect
      projects: typeof projects
      rules: typeof rules
      devices: typeof devices
      settings: typeof settings
      statistics: typeof statistics
      goals: typeof goals
      sharing: typeof sharing
      capture: typeof capture
      ask: typeof ask
      accuracy: typeof accuracy
      models: typeof models
      journal: typeof journal
      reports: typeof reports
      team: typeof team
      billing: typeof billing
      insights: typeof insights
    }
  }
}
