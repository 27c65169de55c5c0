using Daybook.Insights.Stats;
using Daybook.Kernel;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Insights;

/// <summary>Statistics, sessions, goals, and what a person shares of them.</summary>
public sealed class InsightsModule : IModule
{
    public string Name => "insights";

    public void AddServices(IServiceCollection services, IConfiguration settings) => services
        .AddSingleton<StatQueries>()
        .AddSingleton<BeatQueries>();

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
    }
}
