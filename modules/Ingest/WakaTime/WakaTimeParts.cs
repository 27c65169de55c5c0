using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Ingest.WakaTime;

/// <summary>What the WakaTime contract adds to the module.</summary>
internal static class WakaTimeParts
{
    public static void Add(IServiceCollection services)
    {
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        AnswerPreflight.Map(routes);
    }
}
