using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Timesheet.Periods;

/// <summary>
/// POST /api/v1/periods/submit: hands in the week or month (as the workspace has it) around a day. The answer says how many entries
/// were not reviewed; a workspace may refuse such a period.
/// </summary>
internal static class SubmitPeriod
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/periods/submit", Handle).RequireAuthorization(Policies.Write).WithName(nameof(SubmitPeriod)).WithTags("Timesheet");

    private static async Task<Results<Ok<PeriodView>, ProblemHttpResult>> Handle(
        SubmitBody request, ClaimsPrincipal principal, UserQueries users, PeriodDesk desk, PeriodViews views, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        if (await users.FindAsync(caller.UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        var errors = new FieldErrors();
        if (string.IsNullOrEmpty(request.Date)) errors.Add("date", "required");
        var day = errors.Date("date", request.Date);
        var workspace = errors.Id("workspace_id", request.WorkspaceId) ?? caller.WorkspaceId;
        var people = await views.PeopleAsync(workspace, caller.UserId, ct);
        if (!people.Members.ContainsKey(caller.UserId)) errors.Add("workspace_id", "unknown");
        if (errors.Any) return errors.Answer();

        var outcome = await desk.SubmitAsync(user, workspace, day!.Value, request.TotalMs, ct);
        return outcome.Period is { } period ? TypedResults.Ok(await views.OfAsync(period, people, ct)) : outcome.Problem!;
    }

    /// <param name="Date">A day of the period.</param>
    /// <param name="TotalMs">The time on the screen: when it has changed since, nothing is handed in (409 period-changed).</param>
    internal sealed record SubmitBody(string? Date = null, string? WorkspaceId = null, long? TotalMs = null);
}
