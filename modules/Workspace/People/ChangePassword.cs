using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Audit;
using Daybook.Workspace.Checks;
using Daybook.Workspace.Secrets;
using Daybook.Workspace.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Workspace.People;

/// <summary>POST /api/v1/me/password: every session ends; the one that asked goes on under a new cookie.</summary>
internal static class ChangePassword
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/me/password", HandleAsync).WithName(nameof(ChangePassword)).RequireAuthorization(Policies.Write);

    internal sealed record Request(string? Current, string? New);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Request request, ClaimsPrincipal user, HttpContext http, Db db, UserStore users, SessionStore sessions,
        Passwords passwords, Pepper pepper, SignInThrottle throttle, AuditStore audit, CancellationToken ct)
    {
        var caller = Caller.Of(user);
        var errors = new FieldErrors();
        if (string.IsNullOrEmpty(request.Current)) errors.Add("current", "required");
        var password = errors.Password("new", request.New);
        if (errors.Any) return errors.Answer();
        var login = await users.LoginOfAsync(caller.UserId, ct);
        if (await throttle.TakeForUserAsync(login.Id, ct) is { } wait) return SignInThrottle.Answer(http.Response, wait);
        if (!passwords.Verify(login.PasswordHash, request.Current!)) return FieldErrors.Answer("current", "wrong");

        var hash = passwords.Hash(password);
        var secret = await db.InTransactionAsync(async tx =>
        {
            await users.SetPasswordAsync(tx, caller.UserId, hash, ct);
            await sessions.EndAllAsync(tx, caller.UserId, ct);
            await audit.WriteAsync(tx, new AuditEntry("password-changed", caller.UserId, caller.WorkspaceId), ct);
            if (SessionCookie.IdOf(user) is null) return null;
            return await sessions.CreateAsync(tx, caller.UserId, http.Request.Headers.UserAgent, http.Connection.RemoteIpAddress?.ToString(), ct);
        }, ct);
        if (secret is not null) SessionCookie.Write(http, pepper, secret);
        await throttle.ForgetUserAsync(login.Id, ct);
        return TypedResults.NoContent();
    }
}
