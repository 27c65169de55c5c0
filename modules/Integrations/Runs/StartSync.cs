using System.Security.Claims;
using Daybook.Connectors.Hosting;
using Daybook.Integrations.Storage;
using Daybook.Integrations.Syncing;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Integrations.Runs;

/// <summary>POST /api/v1/integrations/{id}/sync: begins a run now; 409 with the run's id when one is running.</summary>
internal static class StartSync
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/integrations/{id:guid}/sync", HandleAsync).WithName(nameof(StartSync)).RequireAuthorization(Policies.Write);

    internal sealed record Answer(Guid RunId);

    private static async Task<Results<Accepted<Answer>, ProblemHttpResult>> HandleAsync(
        Guid id, ClaimsPrincipal user, IntegrationStore store, ConnectorCatalog catalog, SyncHost host, CancellationToken ct)
    {
        var caller = Caller.Of(user);
        if (await store.FindAsync(caller.UserId, id, ct) is not { } row) return RunRules.IntegrationUnknown();
        if (catalog.Find(row.Connector)?.State != ConnectorState.Active)
            return Problem.Conflict("connector-missing", "The connector is not available at the moment.");
        var answer = await host.StartAsync(caller.UserId, id, "manual", ct);
        if (answer.Started is { } started) return TypedResults.Accepted($"/api/v1/integrations/{id}/runs/{started}", new Answer(started));
        return answer.Running is { } running
            ? Problem.Of(StatusCodes.Status409Conflict, "sync-running", "A sync is running already.",
                extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["run_id"] = running })
            : RunRules.IntegrationUnknown();
    }
}
