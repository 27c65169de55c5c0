using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Workspace.Members;

/// <summary>GET /api/v1/members: who is in the workspace.</summary>
internal static class ListMembers
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/members", HandleAsync).WithName(nameof(ListMembers)).RequireAuthorization(Policies.Read);

    internal sealed record Answer(IReadOnlyList<MemberItem> Items, string? Next);

    private static async Task<Ok<Answer>> HandleAsync(ClaimsPrincipal user, Db db, CancellationToken ct) =>
        TypedResults.Ok(new Answer(await MemberItem.ReadAsync(db, Caller.Of(user).WorkspaceId, null, ct), null));
}
