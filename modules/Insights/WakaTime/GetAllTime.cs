using System.Globalization;
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

/// <summary>GET users/{user}/all_time_since_today[?project]: everything there is, as one number.</summary>
internal static class GetAllTime
{
    public static void Map(IEndpointRouteBuilder routes) =>
        WakaTimeRoutes.Map(routes, "GET", "users/{user}/all_time_since_today", Handle, Policies.EditorRead, nameof(GetAllTime));

    internal sealed record AllTimeRange(
        DateTimeOffset Start, string StartDate, string StartText, DateTimeOffset End, string EndDate, string EndText, string Timezone);

    internal sealed record AllTimeShape(
        double TotalSeconds, string Text, string Decimal, string Digital, double DailyAverage, bool IsUpToDate, int PercentCalculated, AllTimeRange Range, int Timeout);

    internal sealed record Answer(AllTimeShape Data);

    private static async Task<Results<Ok<Answer>, JsonHttpResult<WakaError>>> Handle(
        WakaAsk ask, ClaimsPrincipal principal, UserQueries users, StatQueries stats, ReportReader reports, DayWorkQueries work, TimeProvider time,
        CancellationToken ct)
    {
        var user = await WakaAsk.UserAsync(principal, users, ct);
        var now = time.GetUtcNow();
        var first = (await stats.KnownDaysAsync(user.UserId, ct))?.First;
        var (question, error) = (ask with { Start = null, End = null }).Read(user, now, first, [], "all_time");
        if (question is null) return WakaError.Bad(error!);
        var span = question.Span;
        var pending = await work.PendingAsync(user.UserId, span.Start, span.End, ct);
        if (await reports.ReadAsync(question with { AsOne = true }, ct) is not { } report) return WakaError.Bad(WakaError.TooLong);

        var (total, today) = (new TimeText(report.TotalMs), question.Clock.DayOf(now));
        var (from, to) = (DayShapes.Range(span.Start, question.Clock, today), DayShapes.Range(span.End, question.Clock, today));
        return TypedResults.Ok(new Answer(new AllTimeShape(
            total.TotalSeconds, total.Text, total.Decimal, total.Digital, DailyAverageShape.Of(report).Seconds, pending.Count == 0, 100,
            new AllTimeRange(from.Start, from.Date, Long(span.Start), to.End, to.Date, Long(span.End), to.Timezone), report.TimeoutMinutes)));
    }

    private static string Long(DateOnly date) => DayShapes.TextOf(date, DateOnly.MinValue.AddDays(2));
}
