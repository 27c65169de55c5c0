using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Timesheet.Entries;
using Daybook.Timesheet.Review;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Timesheet.Tracker;

/// <summary>PATCH /api/v1/tracker/timesheet/entries/{id}: confirm, correct (with a task the person may see) or dismiss, from any state.</summary>
internal static class DecideTrackerEntry
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPatch("/api/v1/tracker/timesheet/entries/{id}", Handle)
        .RequireAuthorization(Policies.Write).WithName(nameof(DecideTrackerEntry)).WithTags("tracker");

    private static async Task<Results<Ok<Decided>, ProblemHttpResult>> Handle(
        string id, TrackerDecision request, ClaimsPrincipal principal, UserQueries users, CatalogQueries catalog, ReviewDesk desk, ReviewPlanner planner,
        EntryStore store, RefBooks books, CancellationToken ct)
    {
        if (await users.FindAsync(Caller.Of(principal).UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        if (!Guid.TryParse(id, out var entryId)) return Refusal.Unknown.Answer();
        var errors = new FieldErrors();
        if (string.IsNullOrEmpty(request.Action)) errors.Add("action", "required");
        var action = errors.Word("action", request.Action, ReviewAction.Confirm, ReviewAction.Correct, ReviewAction.Dismiss);
        if (errors.Any) return errors.Answer();
        Target? target = null;
        if (action == ReviewAction.Correct)
        {
            if (string.IsNullOrEmpty(request.TaskId)) return Problem.BadRequest("task-required", "A correction names the task it was for.");
            if (!Guid.TryParse(request.TaskId, out var taskId) || await catalog.FindTaskAsync(user.UserId, taskId, ct) is not { } task)
                return Problem.BadRequest("task-unknown", "This is not one of your tasks.");
            target = new Target(null, task.ProjectId, task.Id);
        }

        var outcome = (await desk.ChangeAsync(user, async (tx, stop) =>
        {
            var row = (await store.ByIdAsync(tx, user.UserId, [entryId], stop)).SingleOrDefault();
            return row?.BlockKey is null
                ? new ChangePlan([], [new Outcome(entryId, null, Refusal.Unknown)])
                : await planner.DecideAsync(tx, user, [entryId], new Decision(action!.Value, target, null, null, null), stop);
        }, ct))[0];
        if (outcome.Refusal is { } refusal) return refusal.Answer();
        var entry = outcome.Entry!;
        var refs = await books.ForAsync([entry], ct);
        return TypedResults.Ok(new Decided(entry.Id, entry.Label.TaskId, refs.Task(entry.Label.TaskId)?.Title, EntryRow.Word(entry.Status)));
    }

    /// <param name="Action">confirm, correct or dismiss.</param>
    internal sealed record TrackerDecision(string? Action = null, string? TaskId = null);

    internal sealed record Decided(Guid Id, Guid? TaskId, string? TaskTitle, string AttributionStatus);
}
