using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Workspace.Members;

/// <summary>PATCH /api/v1/members/{user_id}: another role. The last owner stays one.</summary>
internal static class ChangeMember
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPatch("/api/v1/members/{user_id:guid}", HandleAsync).WithName(nameof(ChangeMember)).RequireAuthorization(Policies.Admin);

    internal sealed record Request(string? Role);

    private static async Task<Results<Ok<MemberItem>, ProblemHttpResult>> HandleAsync(
        [FromRoute(Name = "user_id")] Guid person, Request request, ClaimsPrincipal user,
        Db db, MemberStore members, AuditStore audit, CancellationToken ct)
    {
        var caller = Caller.Of(user);
        if ((await MemberItem.ReadAsync(db, caller.WorkspaceId, person, ct)).Count == 0) return MemberItem.Unknown();
        var errors = new FieldErrors();
        var role = errors.OneOf("role", request.Role, MemberStore.Roles);
        if (errors.Any) return errors.Answer();

        var refusal = await db.InTransactionAsync<ProblemHttpResult?>(async tx =>
        {
            if (await members.LockAsync(tx, caller.WorkspaceId, person, ct) is not { } member) return MemberItem.Unknown();
            if (string.Equals(member.Role, role, StringComparison.Ordinal)) return null;
            if ((role is "owner" || member.Role is "owner") && caller.Role is not "owner") return MemberItem.OwnersOnly();
            if (member.Role is "owner" && await members.IsLastOwnerAsync(tx, caller.WorkspaceId, member.UserId, ct)) return MemberItem.LastOwner();
            await members.SetRoleAsync(tx, caller.WorkspaceId, member.UserId, role, ct);
            await audit.WriteAsync(tx, new AuditEntry(
                "member-role-changed", caller.UserId, caller.WorkspaceId, person.ToString(), new { from = member.Role, to = role }), ct);
            return null;
        }, ct);
        return refusal is not null ? refusal : TypedResults.Ok((await MemberItem.ReadAsync(db, caller.WorkspaceId, person, ct))[0]);
    }
}
