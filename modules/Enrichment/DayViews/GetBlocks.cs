using System.Security.Claims;
using Daybook.Enrichment.Contracts;
using Daybook.Kernel.Access;
using Daybook.Kernel.Days;
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

    /// <param name="State">off, none (nothing was left to ask), pending, answered or failed.</param>
    /// <param name="Reason">A stable word for why it is off or failed.</param>
    internal sealed record ModelView(string State, DateTimeOffset? Since, string? Reason);

    internal sealed record DayAnswer(DateOnly Date, long ObservedMs, IReadOnlyList<BlockView> Blocks, ModelView Model);

    private static async Task<Ok<DayAnswer>> Handle(
        DateOnly date, ClaimsPrincipal principal, BlockQueries blocks, CatalogQueries catalog, ModelStates models, CancellationToken ct)
    {
        var userId = Caller.Of(principal).UserId;
        var day = await blocks.DayAsync(userId, date, ct);
        var model = await models.OfAsync(new UserDay(userId, date), ct);
        var names = await BlockNames.ForAsync(catalog, day.Blocks, ct);
        return TypedResults.Ok(new DayAnswer(date, day.ObservedMs, [.. day.Blocks.Select(names.View)], new ModelView(model.State, model.Since, model.Reason)));
    }
}
