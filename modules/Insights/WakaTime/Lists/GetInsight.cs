using System.Globalization;
using System.Security.Claims;
using System.Text.Json.Serialization;
using Daybook.Ingest.Contracts;
using Daybook.Insights.Reports;
using Daybook.Insights.Stats;
using Daybook.Insights.WakaTime.Shapes;
using Daybook.Kernel.Access;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Insights.WakaTime.Lists;

/// <summary>GET users/{user}/insights/{type}/{range}: one aspect of a range.</summary>
internal static class GetInsight
{
    private static readonly Dictionary<string, Dimension> Dimensions = new(StringComparer.Ordinal)
    {
        ["projects"] = Dimension.Repository, ["languages"] = Dimension.Language, ["editors"] = Dimension.Tool, ["categories"] = Dimension.Category,
        ["machines"] = Dimension.Machine, ["operating_systems"] = Dimension.Os,
    };

    public static void Map(IEndpointRouteBuilder routes) =>
        WakaTimeRoutes.Map(routes, "GET", "users/{user}/insights/{type}/{range}", Handle, Policies.EditorRead, nameof(GetInsight));

    internal sealed record InsightShape(
        string Range, string HumanReadableRange, DateTimeOffset Start, DateTimeOffset End, string Status, bool IsUpToDate, int PercentCalculated, int Timeout)
    {
        /// <summary>The aspect, under its own name.</summary>
        [JsonExtensionData]
        public Dictionary<string, object?>? Aspect { get; init; }
    }

    internal sealed record InsightDay(DateOnly Date, double Total, string Text);

    internal sealed record InsightWeekday(string Name, double Total, double Average, string Text);

    internal sealed record Answer(InsightShape Data);

    private static async Task<Results<Ok<Answer>, JsonHttpResult<WakaError>>> Handle(
        string type, string range, WakaAsk ask, ClaimsPrincipal principal, UserQueries users, StatQueries stats, ReportReader reports, TimeProvider time,
        CancellationToken ct)
    {
        var aspect = type.ToLowerInvariant();
        var known = Dimensions.TryGetValue(aspect, out var dimension);
        if (!known && aspect is not ("days" or "weekday" or "weekdays" or "best_day" or "daily_average"))
            return WakaError.Of(StatusCodes.Status404NotFound, "Unknown insight.");
        var user = await WakaAsk.UserAsync(principal, users, ct);
        var now = time.GetUtcNow();
        var first = (await stats.KnownDaysAsync(user.UserId, ct))?.First;
        var (question, error) = (ask with { Start = null, End = null }).Read(user, now, first, known ? [dimension] : [], range);
        if (question is null) return WakaError.Bad(error!);
        if (await reports.ReadAsync(question with { AsOne = true }, ct) is not { } report) return WakaError.Bad(WakaError.TooLong);
        return TypedResults.Ok(new Answer(new InsightShape(
            report.Span.Word, report.Span.Label, report.Clock.Of(report.Span.Start).Start, DayShapes.LastSecond(report.Clock.Of(report.Span.End)), "ok", true, 100,
            report.TimeoutMinutes)
        {
            Aspect = new(StringComparer.Ordinal) { [aspect] = known ? WakaEntries.Of(dimension, report.Sum(dimension)) : Of(aspect, report) },
        }));
    }

    private static object? Of(string aspect, Report report) => aspect switch
    {
        "days" => report.Days.Select(Day).ToList(),
        "best_day" => report.Days.Where(day => day.TotalMs > 0).MaxBy(day => day.TotalMs) is { } best ? Day(best) : null,
        "daily_average" => DailyAverageShape.Of(report),
        _ => report.Days.GroupBy(day => day.Date.DayOfWeek).OrderBy(group => ((int)group.Key + 6) % 7).Select(Weekday).ToList(),
    };

    private static InsightDay Day(ReportDay day) => new(day.Date, new TimeText(day.TotalMs).TotalSeconds, new TimeText(day.TotalMs).Text);

    private static InsightWeekday Weekday(IGrouping<DayOfWeek, ReportDay> days)
    {
        var ms = days.Sum(day => day.TotalMs);
        return new InsightWeekday(
            CultureInfo.InvariantCulture.DateTimeFormat.GetDayName(days.Key), new TimeText(ms).TotalSeconds,
            new TimeText(ms / days.Count()).TotalSeconds, new TimeText(ms).Text);
    }
}
