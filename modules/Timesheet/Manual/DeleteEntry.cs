using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Timesheet.Review;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Timesheet.Manual;

/// <summary>DELETE /api/v1/entries/{id}: takes back what a person wrote; what was observed then comes back at once.</summary>
internal static class DeleteEntry
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/api/v1/entries/{id:guid}", Handle).RequireAuthorization(Policies.Write).WithName(nameof(DeleteEntry)).WithTags("Timesheet");

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid id, ClaimsPrincipal principal, UserQueries users, ReviewDesk desk, ReviewPlanner planner, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        if (await users.FindAsync(caller.UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        var outcome = (await desk.ChangeAsync(user, (tx, stop) => planner.DeleteAsync(tx, user, id, stop), ct))[0];
        if (outcome.Refusal is { } refusal) return refusal.Answer();
        return TypedResults.NoContent();
    }
}
