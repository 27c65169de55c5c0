using System.Security.Claims;
using Daybook.Enrichment.Reviews;
using Daybook.Enrichment.Runs;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Enrichment.Teaching;

/// <summary>POST /api/v1/rules/{id}/resume: a rule that was suspended for its corrections counts again for the caller.</summary>
internal static class ResumeRule
{
    private const int Reach = 30;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/rules/{id:guid}/resume", Handle).RequireAuthorization(Policies.Write).WithName(nameof(ResumeRule)).WithTags("Rules");

    private static Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid id, ClaimsPrincipal principal, Db db, SuspensionStore store, DayRequests requests, TimeProvider clock, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        return db.InTransactionAsync<Results<NoContent, ProblemHttpResult>>(async tx =>
        {
            await requests.AskLatestAsync(tx, LessonFeed.Name, caller.UserId, Reach, ct);
            return await store.ResumeAsync(tx, caller.UserId, id, clock.GetUtcNow(), ct)
                ? TypedResults.NoContent()
                : Problem.NotFound("rule-not-suspended", "This rule is not suspended.");
        }, ct);
    }
}
