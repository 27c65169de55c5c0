using System.Security.Claims;
using Daybook.Integrations.Storage;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Integrations.Configured;

/// <summary>POST /api/v1/integrations/{id}/reset: forgets the checkpoint, so that the next run reads everything again. Nothing is stored twice.</summary>
internal static class ResetIntegration
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/integrations/{id:guid}/reset", HandleAsync).WithName(nameof(ResetIntegration)).RequireAuthorization(Policies.Write);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id, ClaimsPrincipal user, IntegrationStore store, CheckpointStore checkpoints, RunQueries runs, CancellationToken ct)
    {
        var caller = Caller.Of(user);
        if (await store.FindAsync(caller.UserId, id, ct) is null) return IntegrationRules.Unknown();
        if (await runs.HistoryAsync(caller.UserId, id, null, 1, ct) is [{ State: "running" }])
            return Problem.Conflict("sync-running", "A sync is running: stop it first, or wait for its end.");
        await checkpoints.ForgetAsync(caller.UserId, id, ct);
        return TypedResults.NoContent();
    }
}
