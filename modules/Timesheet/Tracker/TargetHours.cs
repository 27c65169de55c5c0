using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Timesheet.Checks;
using Daybook.Timesheet.Contracts;
using Daybook.Timesheet.Targets;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Timesheet.Tracker;

/// <summary>
/// The tracker contract's target hours: one number for a working day, where we keep a week. Written hours count from Monday to Friday;
/// what is read is the longest day of the week. GET …/resolve answers what counts for the caller today, 8 hours where nothing is set.
/// </summary>
internal static class TargetHours
{
    private const double Usual = 8;
    private const double HourMs = 3_600_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/tracker/target-hours/resolve", Resolve).RequireAuthorization(Policies.Read).WithName("ResolveTargetHours").WithTags("tracker");
        routes.MapGet("/api/v1/tracker/target-hours", List).RequireAuthorization(Policies.Read).WithName("ListTargetHours").WithTags("tracker");
        routes.MapPut("/api/v1/tracker/target-hours", Set).RequireAuthorization(Policies.Write).WithName("SetTargetHours").WithTags("tracker");
        routes.MapDelete("/api/v1/tracker/target-hours", Clear).RequireAuthorization(Policies.Write).WithName("ClearTargetHours").WithTags("tracker");
    }

    private static async Task<Results<Ok<Resolved>, ProblemHttpResult>> Resolve(
        [AsParameters] LevelQuery query, ClaimsPrincipal principal, UserQueries users, MemberQueries members, CatalogQueries catalog, TargetStore store,
        TimeProvider time, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        var errors = new FieldErrors();
        var workspace = errors.Id("workspace_id", query.WorkspaceId) ?? caller.WorkspaceId;
        var project = errors.Id("project_id", query.ProjectId);
        if (errors.Any) return errors.Answer();
        if (await members.FindAsync(workspace, caller.UserId, ct) is null) return NotYours();
        if (project is { } id && await catalog.WorkspaceOfAsync(id, ct) != workspace) return Problem.NotFound("project-unknown", "There is no such project.");
        if (await users.FindAsync(caller.UserId, ct) is not { } user) return NotYours();
        var today = DateRange.Today(user.Clock, time);
        var level = (await store.ListAsync(workspace, ct))
            .Where(row => row.ValidFrom <= today && (row.UserId is null || row.UserId == user.UserId) && (row.ProjectId is null || row.ProjectId == project))
            .OrderByDescending(row => Level(row).Rank).ThenByDescending(row => row.ValidFrom)
            .FirstOrDefault();
        return TypedResults.Ok(level is null ? new Resolved(Usual, "default") : new Resolved(Hours(level), Source(level)));
    }

    private static async Task<Results<Ok<Row[]>, ProblemHttpResult>> List(
        [AsParameters] LevelQuery query, ClaimsPrincipal principal, UserQueries users, MemberQueries members, TargetStore store, TimeProvider time, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        var errors = new FieldErrors();
        var workspace = errors.Id("workspace_id", query.WorkspaceId) ?? caller.WorkspaceId;
        if (errors.Any) return errors.Answer();
        var people = (await members.PeopleAsync(workspace, ct)).ToDictionary(person => person.UserId);
        if (!people.TryGetValue(caller.UserId, out var member) || !member.Manages || await users.FindAsync(caller.UserId, ct) is not { } user) return NotYours();
        var today = DateRange.Today(user.Clock, time);
        return TypedResults.Ok((await store.ListAsync(workspace, ct))
            .Where(row => row.ValidFrom <= today && (row.UserId is null || people.ContainsKey(row.UserId.Value)))
            .GroupBy(row => (row.ProjectId, row.UserId)).Select(level => level.MaxBy(row => row.ValidFrom)!)
            .Select(row => new Row(workspace, row.ProjectId, row.UserId is { } id ? people[id].PublicId : null, Hours(row))).ToArray());
    }

    private static async Task<Results<Ok<Row>, ProblemHttpResult>> Set(
        Row request, ClaimsPrincipal principal, UserQueries users, MemberQueries members, CatalogQueries catalog, TargetStore store, TimeProvider time,
        CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        var (level, refused) = await LevelAsync(caller, request.WorkspaceId, request.ProjectId, request.DeveloperId, members, catalog, ct);
        if (level is null) return refused!;
        if (request.TargetHoursPerDay is not (> 0 and <= 24)) return FieldErrors.Answer("target_hours_per_day", "out-of-range");
        if (await users.FindAsync(caller.UserId, ct) is not { } user) return NotYours();
        var ms = (int)Math.Round(request.TargetHoursPerDay * HourMs);
        var known = (await store.ListAsync(request.WorkspaceId, ct)).Any(row => row.UserId == level.UserId && row.ProjectId == level.ProjectId);

        // The first hours count for all time; later ones from today on, so that past balances stay what they were.
        await store.SetAsync(level with
        {
            TargetId = Guid.CreateVersion7(), WeekMs = [ms, ms, ms, ms, ms, 0, 0], ValidFrom = known ? DateRange.Today(user.Clock, time) : new DateOnly(2000, 1, 1),
        }, caller.UserId, ct);
        return TypedResults.Ok(request);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Clear(
        [AsParameters] LevelQuery query, ClaimsPrincipal principal, MemberQueries members, CatalogQueries catalog, TargetStore store, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        var errors = new FieldErrors();
        var workspace = errors.Id("workspace_id", query.WorkspaceId) ?? caller.WorkspaceId;
        var project = errors.Id("project_id", query.ProjectId);
        var person = errors.Id("developer_id", query.DeveloperId);
        if (errors.Any) return errors.Answer();
        var (level, refused) = await LevelAsync(caller, workspace, project, person, members, catalog, ct);
        if (level is null) return refused!;
        return await store.ClearAsync(workspace, level.UserId, level.ProjectId, ct) ? TypedResults.NoContent() : TargetViews.Unknown();
    }

    private static async Task<(TargetRow? Level, ProblemHttpResult? Refused)> LevelAsync(
        Caller caller, Guid workspace, Guid? project, Guid? person, MemberQueries members, CatalogQueries catalog, CancellationToken ct)
    {
        var people = await members.PeopleAsync(workspace, ct);
        if (people.SingleOrDefault(one => one.UserId == caller.UserId) is not { Manages: true }) return (null, NotYours());
        if (project is { } id && await catalog.WorkspaceOfAsync(id, ct) != workspace) return (null, Problem.NotFound("project-unknown", "There is no such project."));
        var subject = people.SingleOrDefault(one => one.PublicId == person);
        if (person is not null && subject is null) return (null, Problem.NotFound("member-unknown", "There is no such member in this workspace."));
        return (new TargetRow { WorkspaceId = workspace, ProjectId = project, UserId = subject?.UserId }, null);
    }

    private static TargetLevel Level(TargetRow row) => new() { UserId = row.UserId, ProjectId = row.ProjectId };

    private static string Source(TargetRow row) => Level(row).Source switch
    {
        TargetSource.Person => "developer",
        TargetSource.Project => "project",
        _ => "workspace",
    };

    private static double Hours(TargetRow row) => Math.Round(row.WeekMs.Max() / HourMs, 2);

    private static ProblemHttpResult NotYours() => Problem.Forbidden("managers-only", "This workspace is not yours to look after.");

    internal sealed record LevelQuery(
        [property: FromQuery(Name = "workspace_id")] string? WorkspaceId, [property: FromQuery(Name = "project_id")] string? ProjectId,
        [property: FromQuery(Name = "developer_id")] string? DeveloperId);

    /// <param name="Source">developer, project, workspace or default.</param>
    internal sealed record Resolved(double TargetHoursPerDay, string Source);

    internal sealed record Row(Guid WorkspaceId, Guid? ProjectId, Guid? DeveloperId, double TargetHoursPerDay);
}
