using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Timesheet.Entries;
using Daybook.Timesheet.Sheet;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Timesheet.Tracker;

/// <summary>
/// GET /api/v1/tracker/admin/timesheet: a member's derived entries on the workspace's projects, for who manages it. Days are the
/// member's. Descriptions are made of what was on their screen, so they stay theirs; so does time that is for none of these projects.
/// Every look is a line of its own in the member's access log, written before the answer leaves.
/// </summary>
internal static class TrackerMemberTimesheet
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/tracker/admin/timesheet", HandleAsync)
        .RequireAuthorization(Policies.Read).WithName(nameof(TrackerMemberTimesheet)).WithTags("tracker");

    private static async Task<Results<Ok<TrackerSheet>, ProblemHttpResult>> HandleAsync(
        [AsParameters] MemberQuery query, ClaimsPrincipal principal, MemberQueries members, TeamQueries team, DaySheets sheets, RefBooks books,
        AccessLog log, TimeProvider time, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        var errors = new FieldErrors();
        var workspace = errors.Id("workspace_id", query.WorkspaceId) ?? caller.WorkspaceId;
        var person = errors.Id("developer_id", query.DeveloperId);
        if (string.IsNullOrEmpty(query.DeveloperId)) errors.Add("developer_id", "required");
        if (errors.Any) return errors.Answer();
        if (await members.FindAsync(workspace, caller.UserId, ct) is not { Manages: true })
            return Problem.Forbidden("managers-only", "This workspace is not yours to look after.");
        if ((await team.MembersAsync(workspace, ct)).SingleOrDefault(member => member.PublicId == person) is not { } subject)
            return Problem.NotFound("member-unknown", "There is no such member in this workspace.");
        if (TrackerTimesheet.Range(subject.Clock, query.Start, query.End, time) is not { } range) return TrackerTimesheet.BadRange();

        await log.RecordAsync(caller.UserId, workspace, "timesheet", range.Start, range.End, [subject.UserId], ct);
        var projects = (await team.ProjectsAsync(workspace, ct)).Select(project => project.Id).ToHashSet();
        var days = (await sheets.ReadAsync(subject.UserId, subject.Clock, range, ct)).Select(day => day with
        {
            Parts = [.. day.Parts.Where(part => part.Entry.Label.ProjectId is { } project && projects.Contains(project))],
        }).ToArray();
        return TypedResults.Ok((await TrackerTimesheet.TellAsync(days, books, ct)).WithoutDescriptions());
    }

    internal sealed record MemberQuery(
        [property: FromQuery(Name = "workspace_id")] string? WorkspaceId, [property: FromQuery(Name = "developer_id")] string? DeveloperId,
        string? Start, string? End);
}
