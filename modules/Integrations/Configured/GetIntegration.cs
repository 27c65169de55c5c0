using System.Security.Claims;
using Daybook.Integrations.Storage;
using Daybook.Kernel.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Integrations.Configured;

/// <summary>GET /api/v1/integrations/{id}.</summary>
internal static class GetIntegration
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/integrations/{id:guid}", HandleAsync).WithName(nameof(GetIntegration)).RequireAuthorization(Policies.Read);

    private static async Task<Results<Ok<IntegrationAnswer>, ProblemHttpResult>> HandleAsync(
        Guid id, ClaimsPrincipal user, IntegrationStore store, IntegrationAnswers answers, CancellationToken ct) =>
        await store.FindAsync(Caller.Of(user).UserId, id, ct) is { } row ? TypedResults.Ok(await answers.OfAsync(row, ct)) : IntegrationRules.Unknown();
}
