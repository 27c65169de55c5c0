using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Workspace.Audit;
using Daybook.Workspace.People;
using Daybook.Workspace.Projects;
using Daybook.Workspace.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Workspace.Members;

/// <summary>DELETE /api/v1/members/{user_id}: out of the workspace at once; account and time stay the person's own.</summary>
internal static class RemoveMember
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/api/v1/members/{user_id:guid}", HandleAsync).WithName(nameof(RemoveMember)).RequireAuthorization(Policies.Admin);

    internal sealed record Rooms(
        Db Db, MemberStore Members, UserStore Users, ProjectStore Projects, TokenStore Tokens, CatalogTouch Touch, AuditStore Audit);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        [FromRoute(Name = "user_id")] Guid person, ClaimsPrincipal user, [AsParameters] Rooms rooms, CancellationToken ct)
    {
        var caller = Caller.Of(user);
        var refusal = await rooms.Db.InTransactionAsync<ProblemHttpResult?>(async tx =>
        {
            if (await rooms.Members.LockAsync(tx, caller.WorkspaceId, person, ct) is not { } member) return MemberItem.Unknown();
            if (member.Role is "owner" && caller.Role is not "owner") return MemberItem.OwnersOnly();
            if (member.Role is "owner" && await rooms.Members.IsLastOwnerAsync(tx, caller.WorkspaceId, member.UserId, ct)) return MemberItem.LastOwner();
            await rooms.Projects.RemoveFromAllAsync(tx, caller.WorkspaceId, member.UserId, ct);
            await rooms.Members.RemoveAsync(tx, caller.WorkspaceId, member.UserId, ct);
            await rooms.Tokens.RevokeWorkspaceAsync(tx, member.UserId, caller.WorkspaceId, ct);
            await rooms.Users.LeaveWorkspaceAsync(tx, member.UserId, caller.WorkspaceId, ct);
            await rooms.Touch.OfPeopleAsync(tx, [member.UserId], ct);
            await rooms.Audit.WriteAsync(tx, new AuditEntry("member-removed", caller.UserId, caller.WorkspaceId, person.ToString()), ct);
            return null;
        }, ct);
        return refusal is not null ? refusal : TypedResults.NoContent();
    }
}
