using System.Security.Claims;
using Daybook.Enrichment.Contracts;
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

/// <summary>POST /api/v1/corrections/{id}/undo: the corrected entry stays as it is, and what moved with it moves back.</summary>
internal static class UndoCorrection
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/corrections/{id:guid}/undo", Handle).RequireAuthorization(Policies.Write).WithName(nameof(UndoCorrection)).WithTags("Learning");

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid id, ClaimsPrincipal principal, Db db, ReviewStore store, DayRequests requests, TimeProvider clock, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        var now = clock.GetUtcNow();
        return await db.InTransactionAsync<Results<NoContent, ProblemHttpResult>>(async tx =>
        {
            if (await store.FindAsync(tx, caller.UserId, id, ct) is not { } review) return Problem.NotFound("correction-unknown", "There is no such correction.");
            if (review.Verb != ReviewVerb.Correct) return Problem.Conflict("nothing-to-undo", "Nothing moved with this decision.");
            await requests.AskAsync(tx, LessonFeed.Name, caller.UserId, [review.Day], ct);
            await store.AddAsync(tx, caller.UserId, [review with { Id = Guid.CreateVersion7(now), Verb = ReviewVerb.Contain, At = now, Contexts = [], UndoOf = id }], ct);
            return TypedResults.NoContent();
        }, ct);
    }
}
