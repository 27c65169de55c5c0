using System.Security.Claims;
using Daybook.Enrichment.Answers;
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

/// <summary>DELETE /api/v1/learning/examples and …/{id}: what reviews taught is gone; the reviewed entries themselves stay.</summary>
internal static class ForgetExamples
{
    private const int Reach = 30;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapDelete("/api/v1/learning/examples", All).RequireAuthorization(Policies.Write).WithName(nameof(ForgetExamples)).WithTags("Learning");
        routes.MapDelete("/api/v1/learning/examples/{id:guid}", One).RequireAuthorization(Policies.Write).WithName("ForgetExample").WithTags("Learning");
    }

    private static async Task<NoContent> All(ClaimsPrincipal principal, Db db, ReviewStore store, AnswerStore answers, DayRequests requests, CancellationToken ct)
    {
        await ForgetAsync(Caller.Of(principal).UserId, null, db, store, answers, requests, ct);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> One(Guid id, ClaimsPrincipal principal, Db db, ReviewStore store, AnswerStore answers, DayRequests requests, CancellationToken ct) =>
        await ForgetAsync(Caller.Of(principal).UserId, id, db, store, answers, requests, ct) > 0
            ? TypedResults.NoContent()
            : Problem.NotFound("example-unknown", "There is no such example (any more).");

    private static Task<int> ForgetAsync(int userId, Guid? id, Db db, ReviewStore store, AnswerStore answers, DayRequests requests, CancellationToken ct) => db.InTransactionAsync(async tx =>
    {
        await requests.AskLatestAsync(tx, LessonFeed.Name, userId, Reach, ct);

        // What a model answered may lean on what is forgotten.
        if (id is null) await answers.ForgetAsync(tx, userId, ct);
        else if (await store.FindAsync(tx, userId, id.Value, ct) is { } review)
            await answers.DropAsync(tx, userId, [.. review.Contexts.Select(context => context.Hash)], DateOnly.MinValue, ct);
        return await store.ForgetAsync(tx, userId, id, ct);
    }, ct);
}
