using System.Security.Claims;
using Daybook.Enrichment.Contracts;
using Daybook.Kernel.Access;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Enrichment.DayViews;

/// <summary>GET /api/v1/days/{date}/blocks: the day as it was last derived.</summary>
internal static class GetBlocks
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/days/{date}/blocks", Handle).RequireAuthorization(Policies.Read).WithName(nameof(GetBlocks)).WithTags("Days");

    internal sealed record DayAnswer(DateOnly Date, long ObservedMs, IReadOnlyList<BlockView> Blocks);

    private static async Task<Ok<DayAnswer>> Handle(
        DateOnly date, ClaimsPrincipal principal, BlockQueries blocks, CatalogQueries catalog, CancellationToken ct)
    {
        var day = await blocks.DayAsync(Caller.Of(principal).UserId, date, ct);
        var names = await BlockNames.ForAsync(catalog, day.Blocks, ct);
        return TypedResults.Ok(new DayAnswer(date, day.ObservedMs, [.. day.Blocks.Select(names.View)]));
    }
}
