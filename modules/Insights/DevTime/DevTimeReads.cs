using Microsoft.AspNetCore.Routing;

namespace Daybook.Insights.DevTime;

/// <summary>What DevTime's clients read.</summary>
internal static class DevTimeReads
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        GetDevTimeStats.Map(routes);
        ListDevTimeSessions.Map(routes);
    }
}
