using System.Security.Claims;
using Daybook.Integrations.Storage;
using Daybook.Kernel.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Integrations.Runs;

/// <summary>GET /api/v1/integrations/{id}/runs?cursor=&amp;limit=: the newest first.</summary>
internal static class ListRuns
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/integrations/{id:guid}/runs", HandleAsync).WithName(nameof(ListRuns)).RequireAuthorization(Policies.Read);

    internal sealed record Answer(IReadOnlyList<RunAnswer> Items, string? Next);

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, ClaimsPrincipal user, IntegrationStore store, RunQueries runs, CancellationToken ct, Guid? cursor = null, int limit = 50)
    {
        var caller = Caller.Of(user);
        if (await store.FindAsync(caller.UserId, id, ct) is null) return RunRules.IntegrationUnknown();
        var size = Math.Clamp(limit, 1, 200);
        var found = await runs.HistoryAsync(caller.UserId, id, cursor, size + 1, ct);
        var items = found.Take(size).Select(row => row.Answer()).ToList();
        return TypedResults.Ok(new Answer(items, found.Count > size ? items[^1].Id.ToString() : null));
    }
}
