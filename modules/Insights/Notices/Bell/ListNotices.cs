using System.Security.Claims;
using Daybook.Insights.Signals.Board;
using Daybook.Insights.Signals.Days;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Live;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Insights.Notices.Bell;

/// <summary>GET /api/v1/notifications and POST /api/v1/notifications/read: what the caller was told, the latest first.</summary>
internal static class ListNotices
{
    private const int Most = 100;
    private const string Live = "notification";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/notifications", Handle).RequireAuthorization(Policies.Read).WithName("ListNotifications").WithTags("notifications");
        routes.MapPost("/api/v1/notifications/read", ReadAsync).RequireAuthorization(Policies.Write).WithName("ReadNotifications").WithTags("notifications");
    }

    internal sealed record NoticeView(Guid Id, bool Digest, IReadOnlyList<InsightView> Insights, DateTimeOffset CreatedAt, DateTimeOffset? ReadAt);

    internal sealed record Answer(int Unread, IReadOnlyList<NoticeView> Items, string? Next);

    internal sealed record ReadRequest(IReadOnlyList<Guid>? Ids);

    internal sealed record ReadAnswer(int Read);

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> Handle(
        ClaimsPrincipal principal, NoticeStore notices, InsightQueries insights, InsightViews views, CancellationToken ct, int limit = 20, string? cursor = null)
    {
        var userId = Caller.Of(principal).UserId;
        var errors = new FieldErrors();
        if (limit is < 0 or > Most) errors.Add("limit", "out-of-range");
        var after = errors.Id("cursor", cursor);
        if (errors.Any) return errors.Answer();
        var found = limit == 0 ? [] : await notices.ListAsync(userId, after, limit + 1, ct);
        var page = found.Take(limit).ToArray();
        var wanted = await insights.FindAsync(userId, [.. page.SelectMany(notice => notice.Insights).Distinct()], ct);
        var told = (await views.OfAsync(wanted, ct)).ToDictionary(insight => insight.Id);
        return TypedResults.Ok(new Answer(
            await notices.UnreadAsync(userId, ct),
            [.. page.Select(notice => new NoticeView(
                notice.Id, notice.Digest, [.. notice.Insights.Where(told.ContainsKey).Select(id => told[id])], notice.CreatedAt, notice.ReadAt))],
            found.Count > limit && limit > 0 ? page[^1].Id.ToString() : null));
    }

    private static async Task<Ok<ReadAnswer>> ReadAsync(
        ReadRequest request, ClaimsPrincipal principal, NoticeStore notices, Db db, LiveEvents live, TimeProvider time, CancellationToken ct)
    {
        var userId = Caller.Of(principal).UserId;
        return TypedResults.Ok(new ReadAnswer(await db.InTransactionAsync(async tx =>
        {
            var count = await notices.ReadAsync(tx, userId, request.Ids, time.GetUtcNow(), ct);
            if (count > 0) await live.PublishAsync(tx, new LiveEvent(userId, Live, ""), ct);
            return count;
        }, ct)));
    }
}
