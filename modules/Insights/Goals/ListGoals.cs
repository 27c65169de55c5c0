using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Insights.Goals;

/// <summary>GET /api/v1/goals: the caller's goals and how they go.</summary>
internal static class ListGoals
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/goals", Handle).RequireAuthorization(Policies.Read).WithName(nameof(ListGoals)).WithTags("goals");

    internal sealed record Answer(IReadOnlyList<GoalView> Items, string? Next);

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> Handle(ClaimsPrincipal principal, UserQueries users, GoalReader goals, CancellationToken ct)
    {
        if (await users.FindAsync(Caller.Of(principal).UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        return TypedResults.Ok(new Answer([.. (await goals.ListAsync(user.UserId, user.Clock, ct)).Select(GoalView.Of)], null));
    }
}
