using System.Security.Claims;
using Daybook.Insights.Signals.Days;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Insights.Signals.Board;

/// <summary>POST /api/v1/insights/read: these, or all of the caller's.</summary>
internal static class ReadInsights
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/insights/read", Handle).RequireAuthorization(Policies.Write).WithName(nameof(ReadInsights)).WithTags("insights");

    internal sealed record Request(IReadOnlyList<Guid>? Ids);

    internal sealed record Answer(int Read);

    private static async Task<Ok<Answer>> Handle(
        Request request, ClaimsPrincipal principal, InsightStore store, Db db, LiveEvents live, TimeProvider time, CancellationToken ct)
    {
        var userId = Caller.Of(principal).UserId;
        var read = await db.InTransactionAsync(async tx =>
        {
            var count = await store.ReadAsync(tx, userId, request.Ids, time.GetUtcNow(), ct);
            if (count > 0) await live.PublishAsync(tx, new LiveEvent(userId, RaiseSignals.Live, ""), ct);
            return count;
        }, ct);
        return TypedResults.Ok(new Answer(read));
    }
}
