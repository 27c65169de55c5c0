using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Insights.Goals;

/// <summary>Goals: what they need and where they are reached.</summary>
internal static class GoalDesk
{
    public static void Add(IServiceCollection services) => services.AddSingleton<GoalStore>().AddSingleton<GoalReader>();

    public static void Map(IEndpointRouteBuilder routes)
    {
        ListGoals.Map(routes);
        CreateGoal.Map(routes);
        ChangeGoal.Map(routes);
        DeleteGoal.Map(routes);
    }
}
