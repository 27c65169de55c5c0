using Daybook.Insights.Rollup;
using Daybook.Insights.Sessions;
using Daybook.Insights.Settings;
using Daybook.Insights.Stats;
using Daybook.Insights.Views;
using Daybook.Kernel;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Insights;

/// <summary>Statistics: the stage that counts days, and what is asked of them.</summary>
internal static class StatServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddOptions<InsightsOptions>().BindConfiguration("Insights").ValidateDataAnnotations().ValidateOnStart();
        services
            .AddSingleton<StatQueries>()
            .AddSingleton<BeatQueries>()
            .AddSingleton<ValueStore>()
            .AddSingleton<RollupStore>()
            .AddSingleton<SettingStore>()
            .AddSingleton<SessionQueries>()
            .AddDayStage<RollUpDay>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        GetStats.Map(routes);
        GetHours.Map(routes);
        ListSessions.Map(routes);
        StatSettingsEndpoints.Map(routes);
    }
}
