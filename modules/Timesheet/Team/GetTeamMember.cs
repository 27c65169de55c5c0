using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Timesheet.Checks;
using Daybook.Timesheet.Reports;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Timesheet.Team;

/// <summary>GET /api/v1/team/{person}?start&amp;end: one member's time by project and task of the workspace.</summary>
internal static class GetTeamMember
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/team/{person:guid}", HandleAsync).RequireAuthorization(Policies.Read).WithName(nameof(GetTeamMember)).WithTags("Team");

    private static async Task<Results<Ok<MemberAnswer>, ProblemHttpResult>> HandleAsync(
        Guid person, string? start, string? end, ClaimsPrincipal principal, UserQueries users, CatalogQueries catalog, TeamDesk desk, TimeProvider time,
        CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        if (TeamDesk.Refuse(caller) is { } refusal) return refusal;
        if (await users.FindRecentAsync(caller.UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        var errors = new FieldErrors();
        var range = DateRange.Read(start, end, DateRange.Today(user.Clock, time), DateRange.Longest, errors);
        if (errors.Any) return errors.Answer();
        if (await desk.LookAsync(caller, range, person, "member", [ReportKey.Project, ReportKey.Task], ct) is not { } look)
            return Problem.NotFound("member-unknown", "There is no such member in this workspace.");

        var tasks = (await catalog.NamesAsync([], [.. look.Report.Groups.SelectMany(group => group.Groups).Select(group => group.Key.Id).OfType<Guid>()], ct)).Tasks;
        var projects = look.Projects.ToDictionary(project => project.Id);
        return TypedResults.Ok(new MemberAnswer(
            range.Start, range.End, person, look.Members[0].Name, look.Report.Total.RawMs, look.Report.Total.ReviewedMs,
            [.. look.Report.Groups.Select(group => new MemberProject(
                group.Key.Id!.Value, projects[group.Key.Id.Value].Name, projects[group.Key.Id.Value].Color, group.Sum.RawMs, group.Sum.ReviewedMs,
                [.. group.Groups.Select(task =>
                {
                    var known = task.Key.Id is { } id ? tasks.GetValueOrDefault(id) : null;
                    return new MemberTask(task.Key.Id, known?.Key, known?.Title, task.Sum.RawMs, task.Sum.ReviewedMs);
                })]))]));
    }

    internal sealed record MemberAnswer(
        DateOnly Start, DateOnly End, Guid PersonId, string Name, long TotalMs, long ReviewedMs, IReadOnlyList<MemberProject> Projects);

    internal sealed record MemberProject(Guid Id, string Name, string Color, long TotalMs, long ReviewedMs, IReadOnlyList<MemberTask> Tasks);

    /// <param name="Id">Null for time on the project alone.</param>
    internal sealed record MemberTask(Guid? Id, string? Key, string? Title, long TotalMs, long ReviewedMs);
}
