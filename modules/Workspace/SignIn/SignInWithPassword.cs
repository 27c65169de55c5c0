using Daybook.Kernel.Database;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Audit;
using Daybook.Workspace.People;
using Daybook.Workspace.Secrets;
using Daybook.Workspace.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Workspace.SignIn;

/// <summary>POST /api/v1/auth/sign-in: a wrong password and an unknown e-mail answer alike, in about the same time.</summary>
internal static class SignInWithPassword
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/auth/sign-in", HandleAsync).WithName(nameof(SignInWithPassword)).AllowAnonymous();

    internal sealed record Request(string? Email, string? Password);

    internal sealed record Rooms(
        Db Db, UserStore Users, SessionStore Sessions, AuditStore Audit, Passwords Passwords, Pepper Pepper, SignInThrottle Throttle);

    private static async Task<Results<Ok<SignedIn>, ProblemHttpResult>> HandleAsync(
        Request request, HttpContext http, [AsParameters] Rooms rooms, CancellationToken ct)
    {
        if (!SessionCookie.HasOwnOrigin(http.Request)) return SignedIn.WrongOrigin();
        var errors = new FieldErrors();
        var email = errors.Text("email", request.Email, 254);
        var password = request.Password ?? "";
        if (password.Length == 0) errors.Add("password", "required");
        if (password.Length > 256) errors.Add("password", "too-long");
        if (errors.Any) return errors.Answer();

        var address = http.Connection.RemoteIpAddress;
        if (await rooms.Throttle.TakeAsync(email, address, ct) is { } wait)
        {
            await rooms.Audit.WriteAsync(new AuditEntry("sign-in-throttled"), ct);
            return SignInThrottle.Answer(http.Response, wait);
        }

        var login = await rooms.Users.FindLoginAsync(email, ct);
        if (!rooms.Passwords.Verify(login?.PasswordHash, password) || login is null)
        {
            await rooms.Audit.WriteAsync(new AuditEntry("sign-in-failed", login?.UserId, login?.WorkspaceId), ct);
            return Problem.Of(StatusCodes.Status401Unauthorized, "sign-in-failed", "The e-mail or the password is not right.");
        }

        await rooms.Throttle.ForgiveAsync(email, address, ct);
        if (login.WorkspaceId is not { } workspace) return Problem.Forbidden("not-a-member", "You are no longer a member of a workspace.");
        SessionCookie.Write(http, rooms.Pepper, await OpenAsync(login.UserId, workspace, http, rooms, ct));
        return TypedResults.Ok(new SignedIn(login.Id, workspace));
    }

    // The browser's old session, if any, ends: no session is ever taken over by another sign-in.
    private static Task<string> OpenAsync(int userId, Guid workspace, HttpContext http, Rooms rooms, CancellationToken ct) =>
        rooms.Db.InTransactionAsync(async tx =>
        {
            if (SessionCookie.Read(http.Request) is { Length: > 0 } old) await rooms.Sessions.EndAsync(tx, old, ct);
            await rooms.Audit.WriteAsync(tx, new AuditEntry("sign-in", userId, workspace), ct);
            return await rooms.Sessions.CreateAsync(
                tx, userId, http.Request.Headers.UserAgent, http.Connection.RemoteIpAddress?.ToString(), ct);
        }, ct);
}
