using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Timesheet.Targets;

/// <summary>DELETE /api/v1/targets/{id}: what was set before it, or at the next level, counts again.</summary>
internal static class RemoveTarget
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/api/v1/targets/{id:guid}", Handle).RequireAuthorization(Policies.Write).WithName(nameof(RemoveTarget)).WithTags("Timesheet");

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid id, ClaimsPrincipal principal, MemberQueries members, TargetStore store, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        if (await members.FindAsync(caller.WorkspaceId, caller.UserId, ct) is not { } member) return TargetViews.NotYours();
        if (await store.FindAsync(caller.WorkspaceId, id, ct) is not { } row) return TargetViews.Unknown();
        if (!TargetViews.MayChange(member, row.UserId)) return row.UserId is null ? TargetViews.NotYours() : TargetViews.Unknown();
        await store.RemoveAsync(caller.WorkspaceId, id, ct);
        return TypedResults.NoContent();
    }
}
