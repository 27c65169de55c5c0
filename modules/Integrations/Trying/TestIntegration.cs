using System.Security.Claims;
using Daybook.Connectors;
using Daybook.Integrations.Storage;
using Daybook.Integrations.Syncing;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Integrations.Trying;

/// <summary>POST /api/v1/integrations/{id}/test: tries the saved settings.</summary>
internal static class TestIntegration
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/integrations/{id:guid}/test", HandleAsync).WithName(nameof(TestIntegration)).RequireAuthorization(Policies.Write);

    private static async Task<Results<Ok<TestAnswer>, ProblemHttpResult>> HandleAsync(
        Guid id, ClaimsPrincipal user, IntegrationStore store, SettingsOpener opener, SettingsTest test, CancellationToken ct)
    {
        var caller = Caller.Of(user);
        if (await store.FindAsync(caller.UserId, id, ct) is not { } row) return Problem.NotFound("integration-unknown", "There is no such integration.");
        try
        {
            return TypedResults.Ok(await test.RunAsync(row.Connector, await opener.OpenAsync(caller.UserId, id, row.Values, ct), ct));
        }
        catch (ConnectorException lost)
        {
            return TypedResults.Ok(TestAnswer.Failed(lost.Slug, lost.Message));
        }
    }
}
