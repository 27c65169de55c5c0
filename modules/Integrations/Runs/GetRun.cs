using System.Security.Claims;
using Daybook.Integrations.Storage;
using Daybook.Kernel.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Integrations.Runs;

/// <summary>GET /api/v1/integrations/{id}/runs/{run_id}: where a run is, or how it ended.</summary>
internal static class GetRun
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/integrations/{id:guid}/runs/{runId:guid}", HandleAsync).WithName(nameof(GetRun)).RequireAuthorization(Policies.Read);

    private static async Task<Results<Ok<RunAnswer>, ProblemHttpResult>> HandleAsync(
        Guid id, Guid runId, ClaimsPrincipal user, RunQueries runs, CancellationToken ct) =>
        await runs.FindAsync(Caller.Of(user).UserId, id, runId, ct) is { } row ? TypedResults.Ok(row.Answer()) : RunRules.RunUnknown();
}
