using System.Security.Claims;
using Daybook.Insights.Signals.Days;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Live;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Insights.Signals.Board;

/// <summary>PATCH /api/v1/insights/{id}: read or unread, and whether it was useful. What is left out stays.</summary>
internal static class ChangeInsight
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPatch("/api/v1/insights/{id:guid}", Handle).RequireAuthorization(Policies.Write).WithName(nameof(ChangeInsight)).WithTags("insights");

    /// <param name="Useful">yes, no, or unsaid, which takes the answer back.</param>
    internal sealed record Request(bool? Read, string? Useful);

    private static async Task<Results<Ok<InsightView>, ProblemHttpResult>> Handle(
        Guid id, Request request, ClaimsPrincipal principal, InsightQueries insights, InsightViews views, InsightStore store, Db db, LiveEvents live, TimeProvider time, CancellationToken ct)
    {
        var userId = Caller.Of(principal).UserId;
        var errors = new FieldErrors();
        if (request.Useful is not null) errors.OneOf("useful", request.Useful, ["yes", "no", "unsaid"]);
        if (errors.Any) return errors.Answer();
        if (await insights.FindAsync(userId, id, ct) is null) return Problem.NotFound("insight-unknown", "There is no such insight.");
        await db.InTransactionAsync(async tx =>
        {
            if (request.Read == true) await store.ReadAsync(tx, userId, [id], time.GetUtcNow(), ct);
            if (request.Read == false) await store.UnreadAsync(tx, userId, id, ct);
            if (request.Useful is { } useful)
                await store.RateAsync(tx, userId, id, useful switch { "yes" => true, "no" => false, _ => null }, ct);
            await live.PublishAsync(tx, new LiveEvent(userId, RaiseSignals.Live, id.ToString()), ct);
        }, ct);
        return await insights.FindAsync(userId, id, ct) is { } changed
            ? TypedResults.Ok((await views.OfAsync([changed], ct))[0]) : Problem.NotFound("insight-unknown", "There is no such insight.");
    }
}
