using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Days;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Audit;
using Daybook.Workspace.Checks;
using Daybook.Workspace.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Daybook.Workspace.People;

/// <summary>PATCH /api/v1/me: changes what is named. Another e-mail needs current_password; workspace_id moves to another workspace.</summary>
internal static class UpdateMe
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPatch("/api/v1/me", HandleAsync).WithName(nameof(UpdateMe)).RequireAuthorization(Policies.Write);

    internal sealed record Request(
        string? Name, string? Email, string? CurrentPassword, string? TimeZone, string? DayStart, string? Locale,
        IReadOnlyList<WorkStretch>? WeekSchedule, Guid? WorkspaceId);

    internal sealed record Rooms(
        Db Db, UserStore Users, Passwords Passwords, SignInThrottle Throttle, DayFeed Days, AuditStore Audit);

    private static async Task<Results<Ok<MeAnswer>, ProblemHttpResult>> HandleAsync(
        Request request, ClaimsPrincipal user, HttpResponse response, [AsParameters] Rooms rooms, CancellationToken ct)
    {
        var db = rooms.Db;
        var caller = Caller.Of(user);
        var me = await GetMe.ReadAsync(db, caller.UserId, caller.WorkspaceId, ct);
        var errors = new FieldErrors();
        var change = Judge(request, errors);
        var moves = change.Email is not null && !string.Equals(change.Email, me.Email, StringComparison.Ordinal);
        if (moves && string.IsNullOrEmpty(request.CurrentPassword)) errors.Add("current_password", "required");
        if (request.WorkspaceId is { } home && me.Workspaces.All(workspace => workspace.Id != home)) errors.Add("workspace_id", "unknown");
        if (errors.Any) return errors.Answer();
        if (moves)
        {
            var login = await rooms.Users.LoginOfAsync(caller.UserId, ct);
            if (await rooms.Throttle.TakeForUserAsync(login.Id, ct) is { } wait) return SignInThrottle.Answer(response, wait);
            if (!rooms.Passwords.Verify(login.PasswordHash, request.CurrentPassword!)) return FieldErrors.Answer("current_password", "wrong");
            await rooms.Throttle.ForgetUserAsync(login.Id, ct);
        }

        try
        {
            await db.InTransactionAsync(tx => SaveAsync(tx, caller, change, request.WorkspaceId, rooms, ct), ct);
        }
        catch (EmailTakenException)
        {
            return FieldErrors.Answer("email", "taken");
        }

        // A token stays in its own workspace; only a session moves along.
        var shown = user.HasClaim(claim => claim.Type == Sessions.SessionCookie.SessionClaim) ? request.WorkspaceId : null;
        return TypedResults.Ok(await GetMe.ReadAsync(db, caller.UserId, shown ?? caller.WorkspaceId, ct));
    }

    private sealed record Change(
        string? Name, string? Email, string? TimeZone, int? DayStartMinutes, string? Locale, IReadOnlyList<WorkStretch>? WeekSchedule);

    private sealed class EmailTakenException : Exception;

    private static Change Judge(Request request, FieldErrors errors) => new(
        request.Name is null ? null : errors.Text("name", request.Name, PersonFields.NameLength),
        request.Email is null ? null : errors.Email("email", request.Email),
        request.TimeZone is null ? null : errors.TimeZone(request.TimeZone),
        request.DayStart is null ? null : errors.DayStart(request.DayStart),
        request.Locale is null ? null : errors.Locale(request.Locale),
        request.WeekSchedule is null ? null : WeekSchedule.Check(errors, request.WeekSchedule));

    private static async Task SaveAsync(
        NpgsqlTransaction tx, Caller caller, Change change, Guid? workspaceId, Rooms rooms, CancellationToken ct)
    {
        var old = await rooms.Users.LockProfileAsync(tx, caller.UserId, ct);
        var now = new Profile
        {
            Name = change.Name ?? old.Name,
            Email = change.Email ?? old.Email,
            TimeZone = change.TimeZone ?? old.TimeZone,
            DayStartMinutes = change.DayStartMinutes ?? old.DayStartMinutes,
            Locale = change.Locale ?? old.Locale,
            WeekSchedule = WeekSchedule.Write(change.WeekSchedule ?? WeekSchedule.Read(old.WeekSchedule)),
        };
        if (!await rooms.Users.UpdateProfileAsync(tx, caller.UserId, now, ct)) throw new EmailTakenException();
        if (!string.Equals(now.Email, old.Email, StringComparison.Ordinal))
            await rooms.Audit.WriteAsync(tx, new AuditEntry("email-changed", caller.UserId, caller.WorkspaceId), ct);
        if (workspaceId is { } home) await rooms.Users.SwitchWorkspaceAsync(tx, caller.UserId, home, ct);
        var sameDays = string.Equals(now.TimeZone, old.TimeZone, StringComparison.Ordinal) && now.DayStartMinutes == old.DayStartMinutes
            && WeekSchedule.Read(now.WeekSchedule).SequenceEqual(WeekSchedule.Read(old.WeekSchedule));
        if (!sameDays) await rooms.Days.TouchKnownAsync(tx, Feeds.SettingsChanged, caller.UserId, lastDays: null, ct, neighbours: true);
    }
}
