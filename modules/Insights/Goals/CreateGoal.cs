using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Insights.Goals;

/// <summary>POST /api/v1/goals.</summary>
internal static class CreateGoal
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/goals", Handle).RequireAuthorization(Policies.Write).WithName(nameof(CreateGoal)).WithTags("goals");

    private static async Task<Results<Created<GoalView>, ProblemHttpResult>> Handle(
        GoalBody body, ClaimsPrincipal principal, UserQueries users, GoalStore store, GoalReader goals, TimeProvider time, CancellationToken ct)
    {
        if (await users.FindAsync(Caller.Of(principal).UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        var errors = new FieldErrors();
        var goal = body.Read(errors, user.UserId, null, time.GetUtcNow());
        if (errors.Any) return errors.Answer();
        if (!await store.AddAsync(goal, ct)) return Problem.Conflict("too-many-goals", "A person can have a hundred goals.");
        return TypedResults.Created("/api/v1/goals/" + goal.Id, GoalView.Of(await goals.ReadAsync(goal, user.Clock, ct)));
    }
}
