using Daybook.Insights.WakaTime.Lists;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Insights.WakaTime;

/// <summary>What WakaTime's clients and dashboards read.</summary>
internal static class WakaTimeReads
{
    public static void Add(IServiceCollection services) => services.AddSingleton<ProjectTimes>();

    public static void Map(IEndpointRouteBuilder routes)
    {
        GetStatusBar.Map(routes);
        GetSummaries.Map(routes);
        GetWakaStats.Map(routes);
        GetAllTime.Map(routes);
        GetDurations.Map(routes);
        DumpDays.Map(routes);
        FindFileExperts.Map(routes);
        GetWakaUser.Map(routes);
        ListWakaGoals.Map(routes);
        ListWakaProjects.Map(routes);
        GetInsight.Map(routes);
        ListWakaWords.Map(routes);
    }
}
