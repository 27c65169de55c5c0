using System.Security.Claims;
using Daybook.Enrichment.Runs;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Days;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Enrichment.RunViews;

/// <summary>POST /api/v1/enrichment/runs/{id}/accept and /discard: the person's answer for the days that wait.</summary>
internal static class DecideRun
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/enrichment/runs/{id:guid}/accept", Accept).RequireAuthorization(Policies.Write).WithName("AcceptDayRun").WithTags("Rules");
        routes.MapPost("/api/v1/enrichment/runs/{id:guid}/discard", Discard).RequireAuthorization(Policies.Write).WithName("DiscardDayRun").WithTags("Rules");
    }

    private static Task<Results<Ok<DayRunView>, ProblemHttpResult>> Accept(
        Guid id, ClaimsPrincipal principal, RunReader reader, RunStore store, DayFeed feed, Db db, CancellationToken ct) =>
        DecideAsync(id, true, Caller.Of(principal).UserId, reader, store, feed, db, ct);

    private static Task<Results<Ok<DayRunView>, ProblemHttpResult>> Discard(
        Guid id, ClaimsPrincipal principal, RunReader reader, RunStore store, DayFeed feed, Db db, CancellationToken ct) =>
        DecideAsync(id, false, Caller.Of(principal).UserId, reader, store, feed, db, ct);

    private static async Task<Results<Ok<DayRunView>, ProblemHttpResult>> DecideAsync(
        Guid id, bool accept, int userId, RunReader reader, RunStore store, DayFeed feed, Db db, CancellationToken ct)
    {
        if (await reader.FindAsync(userId, id, ct) is not { } run) return ListRuns.Unknown();
        if (run.HeldDays.Count == 0) return TypedResults.Ok(run);
        await db.InTransactionAsync(async tx =>
        {
            // The day queue's rows first, as the stage locks them.
            if (accept) await feed.TouchAsync(tx, RunStore.Feed, [.. run.HeldDays.Select(day => new UserDay(userId, day))], ct);
            await store.DecideAsync(tx, userId, id, run.HeldDays, accept, ct);
        }, ct);
        return TypedResults.Ok(await reader.FindAsync(userId, id, ct) ?? run);
    }
}
