using Daybook.Insights.Ask;
using Daybook.Insights.DevTime;
using Daybook.Insights.Goals;
using Daybook.Insights.Reports;
using Daybook.Insights.Shares;
using Daybook.Insights.WakaTime;
using Daybook.Kernel;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Insights;

/// <summary>Statistics, sessions, goals, and what a person shares of them.</summary>
public sealed class InsightsModule : IModule
{
    public string Name => "insights";

    public void AddServices(IServiceCollection services, IConfiguration settings)
    {
        StatServices.Add(services);
        services.AddSingleton<DayFacets>().AddSingleton<ReportReader>();
        WakaTimeReads.Add(services);
        GoalDesk.Add(services);
        ShareDesk.Add(services);
        AskDesk.Add(services);
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        StatServices.Map(routes);
        WakaTimeReads.Map(routes);
        DevTimeReads.Map(routes);
        GoalDesk.Map(routes);
        ShareDesk.Map(routes);
        AskDesk.Map(routes);
    }
}
