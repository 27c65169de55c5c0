using System.Security.Claims;
using Daybook.Kernel.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Workspace.Clients;

/// <summary>GET /api/v1/clients: the workspace's clients, archived ones too.</summary>
internal static class ListClients
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/clients", HandleAsync).WithName(nameof(ListClients)).RequireAuthorization(Policies.Read);

    internal sealed record Answer(IReadOnlyList<ClientItem> Items, string? Next);

    private static async Task<Ok<Answer>> HandleAsync(ClaimsPrincipal user, ClientStore clients, CancellationToken ct) =>
        TypedResults.Ok(new Answer(await clients.ReadAsync(Caller.Of(user).WorkspaceId, null, ct), null));
}
