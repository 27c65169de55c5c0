using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Timesheet.Targets;

/// <summary>
/// PUT /api/v1/targets: how long a week's days should be, from a day on, for a person, a project or (neither) the workspace. The same
/// level and first day again takes the other's place.
/// </summary>
internal static class SetTarget
{
    private const int DayMs = 24 * 60 * 60 * 1000;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/api/v1/targets", Handle).RequireAuthorization(Policies.Write).WithName(nameof(SetTarget)).WithTags("Timesheet");

    private static async Task<Results<Ok<TargetView>, ProblemHttpResult>> Handle(
        TargetBody request, ClaimsPrincipal principal, MemberQueries members, CatalogQueries catalog, TargetStore store, TargetViews views,
        CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        if (await members.FindAsync(caller.WorkspaceId, caller.UserId, ct) is not { } member) return TargetViews.NotYours();
        var errors = new FieldErrors();
        var projectId = errors.Id("project_id", request.ProjectId);
        if (projectId is { } project && await catalog.WorkspaceOfAsync(project, ct) != caller.WorkspaceId) errors.Add("project_id", "unknown");
        var person = errors.Id("user_id", request.UserId);
        var subject = person is null ? null : (await members.PeopleAsync(caller.WorkspaceId, ct)).SingleOrDefault(one => one.PublicId == person);
        if (person is not null && subject is null) errors.Add("user_id", "unknown");
        if (string.IsNullOrEmpty(request.ValidFrom)) errors.Add("valid_from", "required");
        var from = errors.Date("valid_from", request.ValidFrom);
        if (request.WeekMs is not { } week) errors.Add("week_ms", "required");
        else if (week.Count != 7) errors.Add("week_ms", "invalid");
        else if (week.Any(day => day is < 0 or > DayMs)) errors.Add("week_ms", "out-of-range");
        if (errors.Any) return errors.Answer();
        if (!TargetViews.MayChange(member, subject?.UserId)) return TargetViews.NotYours();

        var id = await store.SetAsync(new TargetRow
        {
            WorkspaceId = caller.WorkspaceId,
            TargetId = Guid.CreateVersion7(),
            ProjectId = projectId,
            UserId = subject?.UserId,
            ValidFrom = from!.Value,
            WeekMs = [.. request.WeekMs!.Select(ms => (int)ms)],
        }, caller.UserId, ct);
        return TypedResults.Ok((await views.ListAsync(member, caller.WorkspaceId, ct)).Single(view => view.Id == id));
    }

    /// <param name="UserId">Whose; left out, a project's or the workspace's.</param>
    /// <param name="WeekMs">Milliseconds for Monday to Sunday.</param>
    internal sealed record TargetBody(string? UserId = null, string? ProjectId = null, string? ValidFrom = null, IReadOnlyList<long>? WeekMs = null);
}
