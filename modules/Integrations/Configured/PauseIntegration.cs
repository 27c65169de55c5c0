using System.Security.Claims;
using Daybook.Integrations.Storage;
using Daybook.Kernel.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Integrations.Configured;

/// <summary>POST /api/v1/integrations/{id}/pause: it no longer runs by itself; by hand it still does.</summary>
internal static class PauseIntegration
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/integrations/{id:guid}/pause", HandleAsync).WithName(nameof(PauseIntegration)).RequireAuthorization(Policies.Write);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id, ClaimsPrincipal user, IntegrationStore store, TimeProvider clock, CancellationToken ct) =>
        await store.PauseAsync(Caller.Of(user).UserId, id, clock.GetUtcNow(), null, ct) ? TypedResults.NoContent() : IntegrationRules.Unknown();
}
