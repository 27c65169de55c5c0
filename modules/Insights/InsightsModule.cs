using Daybook.Insights.Ask;
using Daybook.Insights.DevTime;
using Daybook.Insights.Goals;
using Daybook.Insights.Notices;
using Daybook.Insights.Reports;
using Daybook.Insights.Shares;
using Daybook.Insights.Signals;
using Daybook.Insights.WakaTime;
using Daybook.Kernel;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Insights;

/// <summary>Statistics, sessions, goals, what a person shares of them, and the signals they are told of.</summary>
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
        SignalDesk.Add(services);
        NoticeDesk.Add(services);
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        StatServices.Map(routes);
        WakaTimeReads.Map(routes);
        DevTimeReads.Map(routes);
        GoalDesk.Map(routes);
        ShareDesk.Map(routes);
        AskDesk.Map(routes);
        SignalDesk.Map(routes);
        NoticeDesk.Map(routes);
    }
}
