using System.Security.Claims;
using Daybook.Integrations.Storage;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Integrations.Runs;

/// <summary>POST /api/v1/integrations/{id}/runs/{run_id}/cancel: it stops within a second or two; what it stored stays.</summary>
internal static class CancelRun
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/integrations/{id:guid}/runs/{runId:guid}/cancel", HandleAsync).WithName(nameof(CancelRun)).RequireAuthorization(Policies.Write);

    private static async Task<Results<Accepted, ProblemHttpResult>> HandleAsync(
        Guid id, Guid runId, ClaimsPrincipal user, Db db, RunStore store, RunQueries runs, CancellationToken ct)
    {
        var caller = Caller.Of(user);
        await using var connection = await db.OpenAsync(ct);
        if (await store.AskToStopAsync(connection, caller.UserId, id, runId, ct)) return TypedResults.Accepted((string?)null);
        return await runs.FindAsync(caller.UserId, id, runId, ct) is null ? RunRules.RunUnknown() : Problem.Conflict("run-finished", "The run has ended already.");
    }
}
