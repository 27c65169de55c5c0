using System.Security.Claims;
using Daybook.Integrations.Storage;
using Daybook.Kernel.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Integrations.Configured;

/// <summary>GET /api/v1/integrations: mine, oldest first; at most a hundred exist.</summary>
internal static class ListIntegrations
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/integrations", HandleAsync).WithName(nameof(ListIntegrations)).RequireAuthorization(Policies.Read);

    internal sealed record Answer(IReadOnlyList<IntegrationAnswer> Items, string? Next);

    private static async Task<Ok<Answer>> HandleAsync(ClaimsPrincipal user, IntegrationStore store, IntegrationAnswers answers, CancellationToken ct)
    {
        var caller = Caller.Of(user);
        return TypedResults.Ok(new Answer(await answers.OfAsync(caller.UserId, await store.ListAsync(caller.UserId, null, ct), ct), null));
    }
}
