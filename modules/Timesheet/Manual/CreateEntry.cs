using System.Security.Claims;
using Daybook.Enrichment.Contracts;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Timesheet.Contracts;
using Daybook.Timesheet.Entries;
using Daybook.Timesheet.Review;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Timesheet.Manual;

/// <summary>
/// POST /api/v1/entries: time a person writes down. It takes the place of inferred time at once; where something was already reviewed
/// it is refused (409 overlaps-reviewed), unless it is meant to stand beside it.
/// </summary>
internal static class CreateEntry
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/entries", Handle).RequireAuthorization(Policies.Write).WithName(nameof(CreateEntry)).WithTags("Timesheet");

    private static async Task<Results<Created<EntryView>, ProblemHttpResult>> Handle(
        NewEntry request, ClaimsPrincipal principal, UserQueries users, Decisions decisions, ReviewDesk desk, ReviewPlanner planner,
        RefBooks books, TimeProvider time, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        if (await users.FindAsync(caller.UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        var errors = new FieldErrors();
        if (string.IsNullOrEmpty(request.Start)) errors.Add("start", "required");
        if (string.IsNullOrEmpty(request.End)) errors.Add("end", "required");
        var start = decisions.Time("start", request.Start, errors);
        var end = decisions.Time("end", request.End, errors);
        if (end <= start) errors.Add("end", "invalid");
        else if (end - start > Transition.LongestMs) errors.Add("end", "out-of-range");
        var target = await decisions.TargetAsync(user.UserId, request.ProjectId, request.TaskId, request.Kind, request.ProjectId is not null || request.TaskId is not null, errors, ct);
        var description = errors.Lines("description", request.Description, 2000) ?? "";
        if (errors.Any) return errors.Answer();

        var label = new EntryLabel(target?.Kind ?? BlockKind.Work, "", target?.ProjectId, target?.TaskId, description, 1, LabelStage.User, []);
        var state = new EntryState(EntryStatus.Manual, start!.Value, end!.Value, label, time.GetUtcNow().ToUnixTimeMilliseconds());
        var entry = new TimeEntry(
            user.UserId, Guid.CreateVersion7(), default, request.Parallel ? EntryLane.Parallel : EntryLane.Primary, null, state, null);

        var outcome = (await desk.ChangeAsync(user, (tx, stop) => planner.CreateAsync(tx, user, entry, stop), ct))[0];
        if (outcome.Refusal is { } refusal) return refusal.Answer();
        return TypedResults.Created((string?)null, EntryView.Of(outcome.Entry!, user.Clock, await books.ForAsync([outcome.Entry!], ct)));
    }

    /// <param name="Start">RFC 3339, with its offset.</param>
    /// <param name="Kind">work (the default), neutral or personal.</param>
    /// <param name="Parallel">Stands beside other entries and enters no total.</param>
    internal sealed record NewEntry(
        string? Start = null, string? End = null, string? ProjectId = null, string? TaskId = null, string? Kind = null, string? Description = null,
        bool Parallel = false);
}
