using Daybook.Insights.Signals.Board;
using Daybook.Insights.Signals.Days;
using Daybook.Kernel;
using Daybook.Kernel.Schedules;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Insights.Signals;

/// <summary>Signals: the stage that raises them, and where they are read.</summary>
internal static class SignalDesk
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<InsightQueries>().AddSingleton<InsightStore>().AddSingleton<SignalDayStore>().AddSingleton<MuteStore>().AddSingleton<Overruns>().AddSingleton<InsightViews>().AddSingleton<CloseDays>()
            .AddDayStage<RaiseSignals>();
        services.AddSchedule(new ScheduledTask("insights.close-days", "0 7 * * * ?", Misfire.RunOnce, (provider, ct) => provider.GetRequiredService<CloseDays>().RunAsync(ct)));
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        ListInsights.Map(routes);
        ChangeInsight.Map(routes);
        MuteEndpoints.Map(routes);
        ReadInsights.Map(routes);
    }
}
