using Daybook.Enrichment.Contracts;
using Daybook.Kernel;
using Daybook.Timesheet.Contracts;
using Daybook.Timesheet.Entries;
using Daybook.Timesheet.Export;
using Daybook.Timesheet.Manual;
using Daybook.Timesheet.Reconcile;
using Daybook.Timesheet.Review;
using Daybook.Timesheet.Sheet;
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
        .AddSingleton<DaySheets>()
        .AddSingleton<DaySettler>()
        .AddSingleton<Decisions>()
        .AddSingleton<ReviewPlanner>()
        .AddSingleton<ReviewDesk>()
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
    }
}
