using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Insights.Goals;

/// <summary>PATCH /api/v1/goals/{id}: what is left out stays.</summary>
internal static class ChangeGoal
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPatch("/api/v1/goals/{id:guid}", Handle).RequireAuthorization(Policies.Write).WithName(nameof(ChangeGoal)).WithTags("goals");

    private static async Task<Results<Ok<GoalView>, ProblemHttpResult>> Handle(
        Guid id, GoalBody body, ClaimsPrincipal principal, UserQueries users, GoalStore store, GoalReader goals, TimeProvider time, CancellationToken ct)
    {
        if (await users.FindAsync(Caller.Of(principal).UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        if (await store.FindAsync(user.UserId, id, ct) is not { } old) return Problem.NotFound("goal-unknown", "There is no such goal.");
        var errors = new FieldErrors();
        var goal = body.Read(errors, user.UserId, old, time.GetUtcNow());
        if (errors.Any) return errors.Answer();
        if (!await store.ReplaceAsync(goal, old.UpdatedAt, ct)) return Problem.Conflict("goal-changed", "The goal was changed meanwhile.");
        return TypedResults.Ok(GoalView.Of(await goals.ReadAsync(goal, user.Clock, ct)));
    }
}
