using Daybook.Enrichment.Contracts;
using Daybook.Kernel;
using Daybook.Timesheet.Contracts;
using Daybook.Timesheet.Entries;
using Daybook.Timesheet.Export;
using Daybook.Timesheet.Imports;
using Daybook.Timesheet.Leave;
using Daybook.Timesheet.Manual;
using Daybook.Timesheet.Periods;
using Daybook.Timesheet.Rates;
using Daybook.Timesheet.Reconcile;
using Daybook.Timesheet.Reports;
using Daybook.Timesheet.Review;
using Daybook.Timesheet.Shaping;
using Daybook.Timesheet.Sheet;
using Daybook.Timesheet.Targets;
using Daybook.Timesheet.Team;
using Daybook.Timesheet.Tracker;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Timesheet;

public sealed class TimesheetModule : IModule
{
    public string Name => "timesheet";

    public void AddServices(IServiceCollection services, IConfiguration settings) => services
        .AddSingleton<EntryStore>()
        .AddSingleton<EntryReader>()
        .AddSingleton<EntryQueries>()
        .AddSingleton<RefBooks>()
        .AddSingleton<LeaveQueries>()
        .AddSingleton<TargetQueries>()
        .AddSingleton<LeaveStore>()
        .AddSingleton<TargetStore>()
        .AddSingleton<TargetViews>()
        .AddSingleton<DaySheets>()
        .AddSingleton<PeriodLocks>()
        .AddSingleton<LateDays>()
        .AddSingleton<PeriodSettings>()
        .AddSingleton<PeriodStore>()
        .AddSingleton<PeriodReader>()
        .AddSingleton<PeriodViews>()
        .AddSingleton<PeriodDesk>()
        .AddSingleton<ClosedDays>()
        .AddSingleton<CutStore>()
        .AddSingleton<ShapeStore>()
        .AddSingleton<ShapePlanner>()
        .AddSingleton<ShapeReader>()
        .AddSingleton<DaySettler>()
        .AddSingleton<Decisions>()
        .AddSingleton<ReviewPlanner>()
        .AddSingleton<ReviewDesk>()
        .AddSingleton<BillingStore>().AddSingleton<RateStore>()
        .AddSingleton<ReportReader>().AddSingleton<ReportDesk>().AddSingleton<TeamDesk>()
        .AddSingleton<ImportPlanner>()
        .AddSingleton<IReviewedTime, ReviewedTime>()
        .AddDayStage<ReconcileDay>();

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        GetTimesheet.Map(routes);
        ListEntries.Map(routes);
        CreateEntry.Map(routes);
        PatchEntry.Map(routes);
        ReviewEntries.Map(routes);
        DeleteEntry.Map(routes);
        GetReview.Map(routes);
        ExportTimesheet.Map(routes);
        ListTargets.Map(routes);
        SetTarget.Map(routes);
        RemoveTarget.Map(routes);
        GetBalance.Map(routes);
        ListLeave.Map(routes);
        SetLeave.Map(routes);
        SetHoliday.Map(routes);
        TrackerTimesheet.Map(routes);
        TrackerMemberTimesheet.Map(routes);
        CandidateTasks.Map(routes);
        DecideTrackerEntry.Map(routes);
        TargetHours.Map(routes);
        ShapeEntries.Map(routes);
        ListPeriods.Map(routes);
        GetPeriod.Map(routes);
        SubmitPeriod.Map(routes);
        DecidePeriod.Map(routes);
        PeriodSettingRoutes.Map(routes);
        GetBilling.Map(routes);
        SetBilling.Map(routes);
        SetProjectBilling.Map(routes);
        PutRate.Map(routes);
        DeleteRate.Map(routes);
        EntryBilling.Map(routes);
        GetReport.Map(routes);
        ExportReport.Map(routes);
        ImportEntries.Map(routes);
        GetTeam.Map(routes);
        GetTeamMember.Map(routes);
    }
}
