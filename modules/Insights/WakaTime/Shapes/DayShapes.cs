using System.Globalization;
using System.Text.Json.Serialization;
using Daybook.Insights.Reports;
using Daybook.Insights.Stats;
using Daybook.Kernel.Time;

namespace Daybook.Insights.WakaTime.Shapes;

/// <summary>A day's instants; its end is its last second.</summary>
internal sealed record DayRange(string Date, DateTimeOffset Start, DateTimeOffset End, string Text, string Timezone);

/// <summary>One day of summaries, and all of the status bar.</summary>
internal sealed record DaySummary(
    IReadOnlyList<WakaEntry> Categories, IReadOnlyList<WakaEntry> Dependencies, IReadOnlyList<WakaEntry> Editors, GrandTotal GrandTotal,
    IReadOnlyList<WakaEntry> Languages, IReadOnlyList<WakaEntry> Machines, IReadOnlyList<WakaEntry> OperatingSystems, IReadOnlyList<WakaEntry> Projects, DayRange Range)
{
    /// <summary>Said when one project is asked about.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<WakaEntry>? Branches { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<WakaEntry>? Entities { get; init; }

    /// <summary>Said in the status bar, where the web extension looks for it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? HasTeamFeatures { get; init; }
}

/// <summary>Days as WakaTime describes them.</summary>
internal static class DayShapes
{
    /// <summary>What a day's summary breaks down. No heartbeat's imports are kept by day, so dependencies are an honest nothing.</summary>
    public static readonly IReadOnlyList<Dimension> Dimensions =
        [Dimension.Category, Dimension.Tool, Dimension.Language, Dimension.Machine, Dimension.Os, Dimension.Repository];

    public static DaySummary Of(ReportDay day, DayClock clock, DateOnly today, bool ofOneProject = false)
    {
        IReadOnlyList<WakaEntry> Break(Dimension dimension) => WakaEntries.Of(dimension, day.Of(dimension));
        return new DaySummary(
            Break(Dimension.Category), [], Break(Dimension.Tool), WakaEntries.Total(day.TotalMs, day.Ai), Break(Dimension.Language),
            Break(Dimension.Machine), Break(Dimension.Os), Break(Dimension.Repository), Range(day.Date, clock, today))
        {
            Branches = ofOneProject ? Break(Dimension.Branch) : null,
            Entities = ofOneProject ? Break(Dimension.File) : null,
        };
    }

    public static DayRange Range(DateOnly date, DayClock clock, DateOnly today)
    {
        var day = clock.Of(date);
        return new DayRange(
            date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day.Start, LastSecond(day), TextOf(date, today), clock.Zone.Id);
    }

    public static DateTimeOffset LastSecond(LocalDay day) => day.End > day.Start ? day.End.AddSeconds(-1) : day.End;

    /// <summary>"Today", "Yesterday", "Fri Nov 20th 2026".</summary>
    public static string TextOf(DateOnly date, DateOnly today)
    {
        if (date == today) return "Today";
        if (date == today.AddDays(-1)) return "Yesterday";
        var ending = date.Day switch { 1 or 21 or 31 => "st", 2 or 22 => "nd", 3 or 23 => "rd", _ => "th" };
        return date.ToString("ddd MMM d", CultureInfo.InvariantCulture) + ending + date.ToString(" yyyy", CultureInfo.InvariantCulture);
    }
}
