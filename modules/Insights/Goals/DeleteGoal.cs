using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Insights.Goals;

/// <summary>DELETE /api/v1/goals/{id}.</summary>
internal static class DeleteGoal
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/api/v1/goals/{id:guid}", Handle).RequireAuthorization(Policies.Write).WithName(nameof(DeleteGoal)).WithTags("goals");

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(Guid id, ClaimsPrincipal principal, GoalStore store, CancellationToken ct) =>
        await store.DeleteAsync(Caller.Of(principal).UserId, id, ct) ? TypedResults.NoContent() : Problem.NotFound("goal-unknown", "There is no such goal.");
}
