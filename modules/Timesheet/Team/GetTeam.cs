using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Timesheet.Checks;
using Daybook.Timesheet.Contracts;
using Daybook.Timesheet.Reports;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Timesheet.Team;

/// <summary>GET /api/v1/team?start&amp;end: the members' time on the workspace's projects, day by day, and how much of it they have reviewed.</summary>
internal static class GetTeam
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/team", HandleAsync).RequireAuthorization(Policies.Read).WithName(nameof(GetTeam)).WithTags("Team");

    private static async Task<Results<Ok<TeamAnswer>, ProblemHttpResult>> HandleAsync(
        string? start, string? end, ClaimsPrincipal principal, UserQueries users, TeamDesk desk, TargetQueries targets, TimeProvider time,
        CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        if (TeamDesk.Refuse(caller) is { } refusal) return refusal;
        if (await users.FindRecentAsync(caller.UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        var errors = new FieldErrors();
        var range = DateRange.Read(start, end, DateRange.Today(user.Clock, time), DateRange.Longest, errors);
        if (errors.Any) return errors.Answer();

        var (members, _, report) = (await desk.LookAsync(caller, range, null, "team", [ReportKey.Person, ReportKey.Day], ct))!.Value;
        var byPerson = report.Groups.ToDictionary(group => group.Key.UserId);
        var today = DateRange.Today(user.Clock, time);
        var wanted = new Dictionary<int, long>();
        foreach (var member in members)
            wanted[member.UserId] = (await targets.RangeAsync(member.UserId, range.Start, range.End < today ? range.End : today, ct: ct)).Sum(day => day.TargetMs);
        return TypedResults.Ok(new TeamAnswer(range.Start, range.End, [.. members.Select(member =>
        {
            var group = byPerson.GetValueOrDefault(member.UserId);
            return new MemberTime(
                member.PublicId, member.Name, member.Role, group?.Sum.RawMs ?? 0, group?.Sum.ReviewedMs ?? 0, wanted[member.UserId],
                [.. (group?.Groups ?? []).Select(day => new MemberDay(day.Key.Day!.Value, day.Sum.RawMs, day.Sum.ReviewedMs))]);
        })]));
    }

    internal sealed record TeamAnswer(DateOnly Start, DateOnly End, IReadOnlyList<MemberTime> Members);

    /// <param name="TotalMs">On this workspace's projects only.</param>
    /// <param name="TargetMs">Of the days up to today, after leave and holidays.</param>
    internal sealed record MemberTime(Guid PersonId, string Name, string Role, long TotalMs, long ReviewedMs, long TargetMs, IReadOnlyList<MemberDay> Days);

    internal sealed record MemberDay(DateOnly Date, long TotalMs, long ReviewedMs);
}
