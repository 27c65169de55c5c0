using System.Text.Json.Serialization;
using Daybook.Insights.Reports;
using Daybook.Insights.Stats;
using Daybook.Workspace.Contracts;

namespace Daybook.Insights.WakaTime.Shapes;

/// <summary>The day that had the most.</summary>
internal sealed record BestDayShape(DateOnly Date, string Text, double TotalSeconds);

/// <summary>What /stats answers: a range as one.</summary>
internal sealed record StatsShape
{
    public required string Username { get; init; }
    public required Guid UserId { get; init; }
    public required DateTimeOffset Start { get; init; }
    public required DateTimeOffset End { get; init; }
    public required string Timezone { get; init; }
    public required int Timeout { get; init; }
    public required bool WritesOnly { get; init; }
    public required string Range { get; init; }
    public required string HumanReadableRange { get; init; }
    public required double TotalSeconds { get; init; }
    public required string HumanReadableTotal { get; init; }
    public required double DailyAverage { get; init; }
    public required string HumanReadableDailyAverage { get; init; }
    public required int Holidays { get; init; }
    public required int DaysIncludingHolidays { get; init; }
    public required int DaysMinusHolidays { get; init; }
    public required BestDayShape? BestDay { get; init; }
    public required bool IsUpToDate { get; init; }
    public required bool IsIncludingToday { get; init; }
    public required IReadOnlyList<WakaEntry> Categories { get; init; }
    public required IReadOnlyList<WakaEntry> Editors { get; init; }
    public required IReadOnlyList<WakaEntry> Languages { get; init; }
    public required IReadOnlyList<WakaEntry> Machines { get; init; }
    public required IReadOnlyList<WakaEntry> OperatingSystems { get; init; }
    public required IReadOnlyList<WakaEntry> Projects { get; init; }
    public IReadOnlyList<WakaEntry> Dependencies { get; init; } = [];

    // Languages are all counted, "Other" among them, so there is one total.
    public double TotalSecondsIncludingOtherLanguage => TotalSeconds;
    public string HumanReadableTotalIncludingOtherLanguage => HumanReadableTotal;
    public double DailyAverageIncludingOtherLanguage => DailyAverage;
    public string HumanReadableDailyAverageIncludingOtherLanguage => HumanReadableDailyAverage;
    public string Status => "ok";
    public int PercentCalculated => 100;
    public bool IsAlreadyUpdating => false;
    public bool IsStuck => false;
    public bool IsCodingActivityVisible => false;
    public bool IsLanguageUsageVisible => false;
    public bool IsEditorUsageVisible => false;
    public bool IsCategoryUsageVisible => false;
    public bool IsOsUsageVisible => false;
    public bool IsOtherUsageVisible => false;

    [JsonExtensionData]
    public Dictionary<string, object?>? Ai { get; init; }

    public static StatsShape Of(Report report, UserSettings user, DateOnly today, bool upToDate)
    {
        IReadOnlyList<WakaEntry> Break(Dimension dimension) => WakaEntries.Of(dimension, report.Sum(dimension));
        var average = DailyAverageShape.Of(report);
        var best = report.Days.Where(day => day.TotalMs > 0).MaxBy(day => day.TotalMs);
        var total = new TimeText(report.TotalMs);
        return new StatsShape
        {
            Username = user.Name, UserId = user.PublicId, Timezone = report.Clock.Zone.Id, Timeout = report.TimeoutMinutes, WritesOnly = report.WritesOnly,
            Start = report.Span.From ?? report.Clock.Of(report.Span.Start).Start,
            End = report.Span.To ?? DayShapes.LastSecond(report.Clock.Of(report.Span.End)),
            Range = report.Span.Word, HumanReadableRange = report.Span.Label,
            TotalSeconds = total.TotalSeconds, HumanReadableTotal = total.Text,
            DailyAverage = average.Seconds, HumanReadableDailyAverage = average.Text,
            Holidays = average.Holidays, DaysIncludingHolidays = average.DaysIncludingHolidays, DaysMinusHolidays = average.DaysMinusHolidays,
            BestDay = best is null ? null : new BestDayShape(best.Date, new TimeText(best.TotalMs).Text, new TimeText(best.TotalMs).TotalSeconds),
            IsUpToDate = upToDate, IsIncludingToday = report.Span.Start <= today && today <= report.Span.End,
            Categories = Break(Dimension.Category), Editors = Break(Dimension.Tool), Languages = Break(Dimension.Language),
            Machines = Break(Dimension.Machine), OperatingSystems = Break(Dimension.Os), Projects = Break(Dimension.Repository),
            Ai = AiFields.Of(report.Ai),
        };
    }
}

/// <summary>An average over the days that had anything at all; the others are holidays.</summary>
internal sealed record DailyAverageShape(
    int DaysIncludingHolidays, int DaysMinusHolidays, int Holidays, long Seconds, long SecondsIncludingOtherLanguage, string Text, string TextIncludingOtherLanguage)
{
    public static DailyAverageShape Of(Report report)
    {
        var (all, active) = (report.Days.Count, report.Days.Count(day => day.TotalMs > 0));
        var ms = active == 0 ? 0 : report.TotalMs / active;
        var text = new TimeText(ms).Text;
        return new DailyAverageShape(all, active, all - active, ms / 1000, ms / 1000, text, text);
    }
}

/// <summary>What /summaries answers.</summary>
internal sealed record SummariesShape(
    IReadOnlyList<DaySummary> Data, CumulativeTotal CumulativeTotal, DailyAverageShape DailyAverage, DateTimeOffset Start, DateTimeOffset End)
{
    public static SummariesShape Of(Report report, DateOnly today, bool ofOneProject)
    {
        var total = new TimeText(report.TotalMs);
        return new SummariesShape(
            [.. report.Days.Select(day => DayShapes.Of(day, report.Clock, today, ofOneProject))],
            new CumulativeTotal(total.Decimal, total.Digital, total.TotalSeconds, total.Text), DailyAverageShape.Of(report),
            report.Span.From ?? report.Clock.Of(report.Span.Start).Start, report.Span.To ?? DayShapes.LastSecond(report.Clock.Of(report.Span.End)));
    }
}

internal sealed record CumulativeTotal(string Decimal, string Digital, double Seconds, string Text);
