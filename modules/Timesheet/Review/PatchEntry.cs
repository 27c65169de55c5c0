using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Timesheet.Entries;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Timesheet.Review;

/// <summary>PATCH /api/v1/entries/{id}: confirm, correct, dismiss or undo; without an action, an edit of what is given.</summary>
internal static class PatchEntry
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPatch("/api/v1/entries/{id:guid}", Handle).RequireAuthorization(Policies.Write).WithName(nameof(PatchEntry)).WithTags("Timesheet");

    private static async Task<Results<Ok<EntryView>, ProblemHttpResult>> Handle(
        Guid id, DecisionRequest request, ClaimsPrincipal principal, UserQueries users, Decisions decisions, ReviewDesk desk, ReviewPlanner planner,
        RefBooks books, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        if (await users.FindAsync(caller.UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        var errors = new FieldErrors();
        var decision = await decisions.ReadAsync(user.UserId, request, errors, ct);
        if (errors.Any) return errors.Answer();

        var outcome = (await desk.ChangeAsync(user, (tx, stop) => planner.DecideAsync(tx, user, [id], decision, stop), ct))[0];
        if (outcome.Refusal is { } refusal) return refusal.Answer();
        var view = EntryView.Of(outcome.Entry!, user.Clock, await books.ForAsync([outcome.Entry!], ct));
        return TypedResults.Ok(view with { Taught = TaughtView.Of(outcome.Taught) });
    }
}
