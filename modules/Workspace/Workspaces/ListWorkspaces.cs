using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Workspace.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Workspace.Workspaces;

/// <summary>GET /api/v1/workspaces: the workspaces one is a member of.</summary>
internal static class ListWorkspaces
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/workspaces", HandleAsync).WithName(nameof(ListWorkspaces)).RequireAuthorization(Policies.Read);

    internal sealed record Answer(IReadOnlyList<MyWorkspace> Items, string? Next);

    private static async Task<Ok<Answer>> HandleAsync(ClaimsPrincipal user, Db db, CancellationToken ct)
    {
        var caller = Caller.Of(user);
        return TypedResults.Ok(new Answer((await GetMe.ReadAsync(db, caller.UserId, caller.WorkspaceId, ct)).Workspaces, null));
    }
}
