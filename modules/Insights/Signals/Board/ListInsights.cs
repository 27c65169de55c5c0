using System.Security.Claims;
using Daybook.Insights.Signals.Days;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Insights.Signals.Board;

/// <summary>GET /api/v1/insights?start&amp;end&amp;kind&amp;resolved&amp;muted&amp;limit&amp;cursor: the caller's own, the latest day first; four weeks unless said.</summary>
internal static class ListInsights
{
    private const int Most = 200;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/insights", Handle).RequireAuthorization(Policies.Read).WithName(nameof(ListInsights)).WithTags("insights");

    /// <param name="Next">The cursor of the next page; null on the last.</param>
    internal sealed record Answer(DateOnly Today, IReadOnlyList<InsightView> Items, string? Next);

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> Handle(
        ClaimsPrincipal principal, UserQueries users, InsightQueries insights, InsightViews views, TimeProvider time, CancellationToken ct,
        string? start = null, string? end = null, string? kind = null, bool resolved = false, bool muted = false, int limit = 50, string? cursor = null)
    {
        if (await users.FindAsync(Caller.Of(principal).UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        var errors = new FieldErrors();
        var today = user.Clock.DayOf(time.GetUtcNow());
        var to = errors.Date("end", end) ?? today;
        var from = errors.Date("start", start) ?? to.AddDays(-27);
        if (to < from) errors.Add("end", "before-start");
        if (limit is < 1 or > Most) errors.Add("limit", "out-of-range");
        if (kind is not null && Kinds.Find(kind) is null) errors.Add("kind", "unknown");
        var id = errors.Id("cursor", cursor);
        if (errors.Any) return errors.Answer();

        var after = id is { } last ? await insights.FindAsync(user.UserId, last, ct) : null;
        if (id is not null && after is null) return FieldErrors.Answer("cursor", "unknown");
        var found = await insights.ListAsync(user.UserId, from, to, kind, resolved, muted, after, limit + 1, time.GetUtcNow(), ct);
        var items = found.Take(limit).ToArray();
        return TypedResults.Ok(new Answer(today, await views.OfAsync(items, ct), found.Count > limit ? items[^1].Id.ToString() : null));
    }
}
