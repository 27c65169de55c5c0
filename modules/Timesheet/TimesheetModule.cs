using Daybook.Kernel;
using Daybook.Timesheet.Entries;
using Daybook.Timesheet.Reconcile;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Timesheet;

public sealed class TimesheetModule : IModule
{
    public string Name => "timesheet";

    public void AddServices(IServiceCollection services, IConfiguration settings) => services
        .AddSingleton<EntryStore>()
        .AddSingleton<DaySettler>()
        .AddDayStage<ReconcileDay>();

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
    }
}
