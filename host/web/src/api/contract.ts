import type * as Bill from './billingTypes'
import type * as Capture from './captureTypes'
import type * as Sync from './integrationTypes'
import type * as Journal from './journalTypes'
import type * as Learn from './learnTypes'
import type * as Model from './modelTypes'
import type * as Rep from './reportTypes'
import type { components } from './schema'
import type * as Sheet from './sheetTypes'
import type * as Stat from './statsTypes'
import type * as Mine from './types'

// Our types say more than the generated ones (instants, closed sets of words, what is never absent). This file proves at compile time
// that they say nothing else: a field that the server renames or drops, or may leave null where we do not, stops the build.

type Server = components['schemas']
type Bare<T> = NonNullable<T>
type All<T> = false extends T[keyof T] ? false : true

// The generated set of kinds lists null among its words because requests may leave the kind out.
type SameNull<M, T> = null extends T ? (null extends M ? true : [Bare<T>] extends [Mine.BlockKind] ? true : false) : true
type SameShape<M, T> = [Bare<M>] extends [readonly (infer MI)[]]
  ? [Bare<T>] extends [readonly (infer TI)[]] ? Fits<MI, TI> : false
  : [Bare<M>] extends [object]
    ? keyof Bare<M> extends keyof Bare<T>
      ? All<{ [K in keyof Bare<M>]-?: Fits<Bare<M>[K], Bare<T>[K & keyof Bare<T>]> }>
      : false
    : [Bare<M>] extends [Bare<T>] ? true : [Bare<T>] extends [Bare<M>] ? true : false
/** True when everything we read of M is there in T, of a comparable kind, and null only where we expect it. */
export type Fits<M, T> = unknown extends T ? true : SameNull<M, T> extends true ? SameShape<M, T> : false

/** The type of `true`, for a pair that fits; a pair that does not is an error at its line. */
export type Proven<T extends true> = T

export type Contract = [
  Proven<Fits<Omit<Bill.Billing, 'rounding' | 'projects'>, Server['GetBillingBillingAnswer']>>,
  Proven<Fits<Omit<Bill.BilledProject, 'rounding'>, Server['GetBillingBilledProject']>>,
  Proven<Fits<Bill.Client, Server['ClientItem']>>,
  Proven<Fits<Bill.BillableState, Server['BillableState']>>,
  Proven<Fits<Rep.ReportFigures, Server['ReportFigures']>>,
  Proven<Fits<Omit<Rep.Report, 'groups'>, Server['ReportView']>>,
  Proven<Fits<Omit<Rep.ReportLine, 'groups'>, Server['ReportLine']>>,
  Proven<Fits<Rep.Team, Server['GetTeamTeamAnswer']>>,
  Proven<Fits<Rep.TeamMember, Server['GetTeamMemberMemberAnswer']>>,
  Proven<Fits<Rep.Look, Server['ListAccessLogLook']>>,
  Proven<Fits<Rep.ImportAnswer, Server['ImportEntriesImportAnswer']>>,
  Proven<Fits<Omit<Mine.Me, 'week_schedule'>, Server['MeAnswer']>>,
  Proven<Fits<Mine.SetupState, Server['GetSetupAnswer']>>,
  Proven<Fits<Mine.Session, Server['ListSessionsItem']>>,
  Proven<Fits<Mine.ApiToken, Server['ListTokensItem']>>,
  Proven<Fits<Mine.NewApiToken, Server['CreateTokenAnswer']>>,
  Proven<Fits<Mine.Member, Server['MemberItem']>>,
  Proven<Fits<Mine.Project, Server['ProjectItem']>>,
  Proven<Fits<Mine.Task, Server['FindTasksItem']>>,
  Proven<Fits<Mine.ProjectTask, Server['TaskItem']>>,
  Proven<Fits<Mine.Repository, Server['RepositoryItem']>>,
  Proven<Fits<Mine.Device, Server['DeviceAnswer']>>,
  Proven<Fits<Mine.NewDevice, Server['CreateDeviceAnswer']>>,
  Proven<Fits<Mine.Rule, Server['RuleView']>>,
  Proven<Fits<Mine.RuleFields, Server['ListRuleFieldsRuleWords']>>,
  Proven<Fits<Mine.UnlabelledWord, Server['ListUnlabelledWordsUnlabelledWord']>>,
  Proven<Fits<Mine.DayTimeline, Server['GetTimelineTimelineAnswer']>>,
  Proven<Fits<Mine.DayBlocks, Server['GetBlocksDayAnswer']>>,
  Proven<Fits<Mine.BlockExplanation, Server['ExplainBlockExplanation']>>,
  Proven<Fits<Mine.Timesheet, Server['GetTimesheetTimesheetAnswer']>>,
  Proven<Fits<Mine.ReviewCounts, Server['GetReviewReviewAnswer']>>,
  Proven<Fits<Sync.Connector, Server['ListConnectorsConnectorItem']>>,
  Proven<Fits<Omit<Sync.Integration, 'settings'>, Server['IntegrationAnswer']>>,
  Proven<Fits<Sync.Run, Server['RunAnswer']>>,
  Proven<Fits<Sync.TestResult, Server['TestAnswer']>>,
  Proven<Fits<Sync.ImportResult, Server['ImportAnswer']>>,
  Proven<Fits<Mine.BulkResult, Server['ReviewEntriesBulkAnswer']>>,
  Proven<Fits<Capture.EditorKey, Server['ListEditorKeysItem']>>,
  Proven<Fits<Capture.NewEditorKey, Server['CreateEditorKeyAnswer']>>,
  Proven<Fits<Capture.CaptureEndpoints, Server['GetCaptureEndpointsAnswer']>>,
  Proven<Fits<Capture.CapturePrivacy, Server['PrivacySettings']>>,
  Proven<Fits<Stat.Stats, Server['StatsAnswer']>>,
  Proven<Fits<Stat.StatHours, Server['GetHoursHoursAnswer']>>,
  Proven<Fits<Stat.StatSession, Server['ListSessionsSessionItem']>>,
  Proven<Fits<Stat.StatSettings, Server['StatSettingsEndpointsAnswer']>>,
  Proven<Fits<Stat.Goal, Server['GoalView']>>,
  Proven<Fits<Stat.SharedSummary, Server['GetPublicSummaryAnswer']>>,
  Proven<Fits<Stat.Share, Server['ShareView']>>,
  Proven<Fits<Model.ModelSettings, Server['ModelView']>>,
  Proven<Fits<Model.ModelTest, Server['TestModelAnswer']>>,
  Proven<Fits<Model.MyModel, Server['MyModel']>>,
  Proven<Fits<Model.ModelCalls, Server['ListModelCallsAnswer']>>,
  Proven<Fits<Model.ModelPreview, Server['PreviewRequestAnswer']>>,
  Proven<Fits<Model.DayModel, Server['GetBlocksModelView']>>,
  Proven<Fits<Model.DayWork, Server['GetWorkAnswer']>>,
  Proven<Fits<Learn.Taught, Server['TaughtView']>>,
  Proven<Fits<Learn.TracedExplanation, Server['ExplainBlockExplanation']>>,
  Proven<Fits<Journal.Journal, Server['JournalView']>>,
  Proven<Fits<Journal.JournalMark, Server['JournalMark']>>,
  Proven<Fits<Journal.Standup, Server['GetStandupStandupView']>>,
  Proven<Fits<Journal.JournalWeek, Server['GetWeekWeekView']>>,
  Proven<Fits<Learn.Accuracy, Server['GetAccuracyAccuracyAnswer']>>,
  Proven<Fits<Sheet.Target, Server['TargetView']>>,
  Proven<Fits<Sheet.LeaveDay, Server['ListLeaveLeaveView']>>,
  Proven<Fits<Sheet.Balance, Server['GetBalanceBalanceAnswer']>>,
  Proven<Fits<Sheet.Period, Server['PeriodView']>>,
  Proven<Fits<Sheet.PeriodSetting, Server['PeriodSetting']>>,
  Proven<Fits<Sheet.Shaped, Server['ShapeEntriesShapeAnswer']>>,
]
