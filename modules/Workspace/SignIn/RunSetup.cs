using System.Security.Cryptography;
using System.Text;
using Daybook.Kernel.Database;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Audit;
using Daybook.Workspace.Checks;
using Daybook.Workspace.Members;
using Daybook.Workspace.People;
using Daybook.Workspace.Secrets;
using Daybook.Workspace.Sessions;
using Daybook.Workspace.Workspaces;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Daybook.Workspace.SignIn;

/// <summary>POST /api/v1/setup: makes the owner and their workspace and signs the owner in. Works once.</summary>
internal static class RunSetup
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/setup", HandleAsync).WithName(nameof(RunSetup)).AllowAnonymous();

    internal sealed record Request(
        string? Email, string? Password, string? Name, string? TimeZone, string? WorkspaceName, string? SetupToken, string? Locale);

    internal sealed record Rooms(
        Db Db, SetupStore Setup, UserStore Users, WorkspaceStore Workspaces, MemberStore Members, SessionStore Sessions, AuditStore Audit,
        Passwords Passwords, Pepper Pepper, WorkspaceSettings Settings);

    private static async Task<Results<Created<SignedIn>, ProblemHttpResult>> HandleAsync(
        Request request, HttpContext http, [AsParameters] Rooms rooms, CancellationToken ct)
    {
        if (!SessionCookie.HasOwnOrigin(http.Request)) return SignedIn.WrongOrigin();
        if (await rooms.Setup.IsDoneAsync(ct)) return Done();
        if (rooms.Settings.SetupToken is { } expected && !Same(request.SetupToken, expected))
            return Problem.Forbidden("setup-token-wrong", "The setup token is the one that was printed when Daybook started.");

        var errors = new FieldErrors();
        var email = errors.Email("email", request.Email);
        var password = errors.Password("password", request.Password);
        var name = errors.Text("name", request.Name, PersonFields.NameLength);
        var zone = errors.TimeZone(request.TimeZone);
        var workspaceName = errors.Text("workspace_name", request.WorkspaceName, WorkspaceStore.NameLength);
        var locale = request.Locale is null ? "en" : errors.Locale(request.Locale);
        if (errors.Any) return errors.Answer();

        var owner = new NewUser(email, rooms.Passwords.Hash(password), name, zone, locale);
        var made = await rooms.Db.InTransactionAsync(tx => MakeAsync(tx, owner, workspaceName, http, rooms, ct), ct);
        if (made is not { } answer) return Done();
        SessionCookie.Write(http, rooms.Pepper, answer.Secret);
        return TypedResults.Created((string?)null, answer.SignedIn);
    }

    private static async Task<(SignedIn SignedIn, string Secret)?> MakeAsync(
        NpgsqlTransaction tx, NewUser owner, string workspaceName, HttpContext http, Rooms rooms, CancellationToken ct)
    {
        if (!await rooms.Setup.ClaimAsync(tx, ct)) return null;
        var user = await rooms.Users.AddAsync(tx, owner, ct) ?? throw new InvalidOperationException("There are people before the first run.");
        var workspace = await rooms.Workspaces.AddAsync(tx, workspaceName, ct);
        await rooms.Members.AddAsync(tx, workspace, user.UserId, "owner", ct);
        await rooms.Users.SwitchWorkspaceAsync(tx, user.UserId, workspace, ct);
        await rooms.Audit.WriteAsync(tx, new AuditEntry("setup", user.UserId, workspace), ct);
        var secret = await rooms.Sessions.CreateAsync(
            tx, user.UserId, http.Request.Headers.UserAgent, http.Connection.RemoteIpAddress?.ToString(), ct);
        return (new SignedIn(user.Id, workspace), secret);
    }

    private static ProblemHttpResult Done() => Problem.Conflict("setup-done", "Daybook is set up already. Sign in instead.");

    private static bool Same(string? given, string expected) =>
        given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));
}
