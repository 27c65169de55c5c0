using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Timesheet.Entries;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Timesheet.Periods;

/// <summary>
/// POST /api/v1/periods/{id}/approve, reject, lock and unlock, for who manages the workspace and never about one's own time (but for an
/// owner who manages it alone); reject and unlock say why. POST …/reopen takes one's own submission back.
/// </summary>
internal static class DecidePeriod
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var action in Enum.GetValues<PeriodAction>().Where(action => action != PeriodAction.Submit))
        {
            routes.MapPost("/api/v1/periods/{id:guid}/" + EntryRow.Word(action), (
                    Guid id, DecisionBody? request, ClaimsPrincipal principal, UserQueries users, PeriodReader reader, PeriodDesk desk, PeriodViews views,
                    CancellationToken ct) => Handle(action, id, request, principal, users, reader, desk, views, ct))
                .RequireAuthorization(Policies.Write).WithName(action + "Period").WithTags("Timesheet");
        }
    }

    private static async Task<Results<Ok<PeriodView>, ProblemHttpResult>> Handle(
        PeriodAction action, Guid id, DecisionBody? request, ClaimsPrincipal principal, UserQueries users, PeriodReader reader, PeriodDesk desk,
        PeriodViews views, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        if (await reader.FindAsync(id, ct) is not { } period) return GetPeriod.Unknown();
        var people = await views.PeopleAsync(period.WorkspaceId, caller.UserId, ct);
        var own = period.UserId == caller.UserId;
        if (action == PeriodAction.Reopen ? !own : !people.Decides(period.UserId))
        {
            // Who may not even see it learns nothing; one's own is there, but for others to decide.
            return own || (people.Members.TryGetValue(caller.UserId, out var member) && member.Manages)
                ? Problem.Forbidden("forbidden", "Somebody else decides about this period.") : GetPeriod.Unknown();
        }

        var errors = new FieldErrors();
        var reason = action is PeriodAction.Reject or PeriodAction.Unlock
            ? errors.Text("reason", request?.Reason, 500) : errors.OptionalText("reason", request?.Reason, 500);
        if (errors.Any) return errors.Answer();
        if (await users.FindAsync(period.UserId, ct) is not { } owner) return GetPeriod.Unknown();
        var outcome = await desk.DecideAsync(owner, period, action, caller.UserId, reason, ct);
        return outcome.Period is { } changed ? TypedResults.Ok(await views.OfAsync(changed, people, ct)) : outcome.Problem!;
    }

    /// <param name="Reason">Required for reject and unlock; the person reads it.</param>
    internal sealed record DecisionBody(string? Reason = null);
}
