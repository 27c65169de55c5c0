using System.Security.Claims;
using Dapper;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Audit;
using Daybook.Workspace.Checks;
using Daybook.Workspace.People;
using Daybook.Workspace.Projects;
using Daybook.Workspace.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Workspace.Members;

/// <summary>
/// POST /api/v1/members: makes an account and adds it. Somebody who has an account already joins as they are, but only when
/// the one who adds them runs another workspace of theirs: nobody is put under a stranger's eyes.
/// </summary>
internal static class AddMember
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/members", HandleAsync).WithName(nameof(AddMember)).RequireAuthorization(Policies.Admin);

    internal sealed record Request(string? Email, string? Name, string? Role, string? Password, string? TimeZone, string? Locale);

    internal sealed record Rooms(
        Db Db, UserStore Users, MemberStore Members, CatalogTouch Touch, Passwords Passwords, AuditStore Audit);

    private static async Task<Results<Created<MemberItem>, ProblemHttpResult>> HandleAsync(
        Request request, ClaimsPrincipal user, [AsParameters] Rooms rooms, CancellationToken ct)
    {
        var caller = Caller.Of(user);
        var errors = new FieldErrors();
        var email = errors.Email("email", request.Email);
        var role = errors.OneOf("role", request.Role, MemberStore.Roles);
        var known = errors.Any ? null : await rooms.Users.FindLoginAsync(email, ct);
        var (name, password, zone, locale) = ("", "", "", "");
        if (known is null)
        {
            var mine = await GetMe.ReadAsync(rooms.Db, caller.UserId, caller.WorkspaceId, ct);
            name = errors.Text("name", request.Name, PersonFields.NameLength);
            password = errors.Password("password", request.Password);
            zone = errors.TimeZone(request.TimeZone ?? mine.TimeZone);
            locale = errors.Locale(request.Locale ?? mine.Locale);
        }

        if (errors.Any) return errors.Answer();
        if (role is "owner" && caller.Role is not "owner") return MemberItem.OwnersOnly();
        if (known is not null && !await RunsTheirsAsync(rooms.Db, caller.UserId, known.UserId, ct)) return FieldErrors.Answer("email", "taken");

        var hash = known is null ? rooms.Passwords.Hash(password) : "";
        var added = await rooms.Db.InTransactionAsync<Guid?>(async tx =>
        {
            var person = known is not null
                ? (known.UserId, known.Id)
                : await rooms.Users.AddAsync(tx, new NewUser(email, hash, name, zone, locale), ct);
            if (person is not { } found || !await rooms.Members.AddAsync(tx, caller.WorkspaceId, found.UserId, role, ct)) return null;
            if (known?.WorkspaceId is null) await rooms.Users.SwitchWorkspaceAsync(tx, found.UserId, caller.WorkspaceId, ct);
            await rooms.Touch.OfPeopleAsync(tx, [found.UserId], ct);
            await rooms.Audit.WriteAsync(tx, new AuditEntry("member-added", caller.UserId, caller.WorkspaceId, found.Id.ToString(), new { role }), ct);
            return found.Id;
        }, ct);
        return added is { } id
            ? TypedResults.Created((string?)null, (await MemberItem.ReadAsync(rooms.Db, caller.WorkspaceId, id, ct))[0])
            : FieldErrors.Answer("email", "taken");
    }

    private static async Task<bool> RunsTheirsAsync(Db db, int callerId, int userId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.QuerySingleAsync<bool>(new CommandDefinition(RunsTheirs, new { callerId, userId }, cancellationToken: ct));
    }

    private const string RunsTheirs = """
        select exists (
            select 1 from workspace.member mine join workspace.member theirs on theirs.workspace_id = mine.workspace_id
            where mine.user_id = @callerId and mine.role in ('owner', 'admin') and theirs.user_id = @userId)
        """;
}
