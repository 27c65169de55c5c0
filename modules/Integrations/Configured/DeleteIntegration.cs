using System.Security.Claims;
using Daybook.Integrations.Storage;
using Daybook.Kernel.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Integrations.Configured;

/// <summary>DELETE /api/v1/integrations/{id}: forgets settings, secrets, checkpoint and history; what it brought stays. A run in progress ends.</summary>
internal static class DeleteIntegration
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/api/v1/integrations/{id:guid}", HandleAsync).WithName(nameof(DeleteIntegration)).RequireAuthorization(Policies.Write);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(Guid id, ClaimsPrincipal user, IntegrationStore store, CancellationToken ct) =>
        await store.DeleteAsync(Caller.Of(user).UserId, id, ct) ? TypedResults.NoContent() : IntegrationRules.Unknown();
}
