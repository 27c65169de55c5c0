using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Workspace.Sessions;

/// <summary>DELETE /api/v1/me/sessions/{id}: signs a browser out from elsewhere, at once.</summary>
internal static class RevokeSession
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/api/v1/me/sessions/{id:guid}", HandleAsync).WithName(nameof(RevokeSession)).RequireAuthorization(Policies.Write);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id, ClaimsPrincipal user, Db db, SessionStore sessions, AuditStore audit, CancellationToken ct)
    {
        var caller = Caller.Of(user);
        var ended = await db.InTransactionAsync(async tx =>
        {
            if (!await sessions.EndAsync(tx, caller.UserId, id, ct)) return false;
            await audit.WriteAsync(tx, new AuditEntry("session-revoked", caller.UserId, caller.WorkspaceId, id.ToString()), ct);
            return true;
        }, ct);
        return ended ? TypedResults.NoContent() : Problem.NotFound("session-unknown", "There is no such session.");
    }
}
