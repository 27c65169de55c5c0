using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Workspace.Audit;
using Daybook.Workspace.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Workspace.SignIn;

/// <summary>POST /api/v1/auth/sign-out: ends the session of this browser. A token stays as it is.</summary>
internal static class SignOut
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/auth/sign-out", HandleAsync).WithName(nameof(SignOut)).RequireAuthorization(Policies.Read);

    private static async Task<NoContent> HandleAsync(
        ClaimsPrincipal user, HttpContext http, Db db, SessionStore sessions, AuditStore audit, CancellationToken ct)
    {
        if (SessionCookie.IdOf(user) is not { } session) return TypedResults.NoContent();
        var caller = Caller.Of(user);
        await db.InTransactionAsync(async tx =>
        {
            await sessions.EndAsync(tx, caller.UserId, session, ct);
            await audit.WriteAsync(tx, new AuditEntry("sign-out", caller.UserId, caller.WorkspaceId), ct);
        }, ct);
        SessionCookie.Clear(http);
        return TypedResults.NoContent();
    }
}
