using System.Security.Claims;
using Daybook.Ingest.Contracts;
using Daybook.Insights.Reports;
using Daybook.Insights.Stats;
using Daybook.Insights.WakaTime.Shapes;
using Daybook.Kernel.Access;
using Daybook.Kernel.Days;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Insights.WakaTime;

/// <summary>GET users/{user}/stats and stats/{range}: a range as one; the last seven days unless said.</summary>
internal static class GetWakaStats
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        WakaTimeRoutes.Map(routes, "GET", "users/{user}/stats", Handle, Policies.EditorRead, nameof(GetWakaStats));
        WakaTimeRoutes.Map(routes, "GET", "users/{user}/stats/{range}", Handle, Policies.EditorRead, "GetWakaStatsOfRange");
    }

    internal sealed record Answer(StatsShape Data);

    private static async Task<Results<Ok<Answer>, JsonHttpResult<WakaError>>> Handle(
        string? range, WakaAsk ask, ClaimsPrincipal principal, UserQueries users, StatQueries stats, ReportReader reports, DayWorkQueries work,
        TimeProvider time, CancellationToken ct)
    {
        var user = await WakaAsk.UserAsync(principal, users, ct);
        var now = time.GetUtcNow();
        var first = (await stats.KnownDaysAsync(user.UserId, ct))?.First;
        var (question, error) = ask.Read(user, now, first, DayShapes.Dimensions, range, "last_7_days");
        if (question is null) return WakaError.Bad(error!);
        // Asked first: a day that settles in between is then called pending, never the other way round.
        var pending = await work.PendingAsync(user.UserId, question.Span.Start, question.Span.End, ct);
        if (await reports.ReadAsync(question with { AsOne = true }, ct) is not { } report) return WakaError.Bad(WakaError.TooLong);
        return TypedResults.Ok(new Answer(StatsShape.Of(report, user, question.Clock.DayOf(now), pending.Count == 0)));
    }
}
