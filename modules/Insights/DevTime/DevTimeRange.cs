using Daybook.Insights.Reports;
using Daybook.Kernel.Problems;
using Daybook.Kernel.Time;

namespace Daybook.Insights.DevTime;

/// <summary>The ranges of DevTime: a day is today, a week, a month and a year end with it. All names that WakaTime knows are taken, too.</summary>
internal static class DevTimeRange
{
    /// <summary>What a project, tool or language is called that nobody named.</summary>
    public const string Unknown = "unknown";

    private const int MostDays = 3660;

    public static DateSpan Read(
        string? range, string? start, string? end, string usual, DayClock clock, DateTimeOffset now, DateOnly? firstKnown, FieldErrors errors)
    {
        var today = clock.DayOf(now);
        var nothing = new DateSpan("today", "Today", today, today);
        if (!string.IsNullOrEmpty(start) || !string.IsNullOrEmpty(end))
        {
            var (first, last) = (errors.Date("start", start), errors.Date("end", end));
            if (errors.Any) return nothing;
            var (from, to) = (first ?? last!.Value, last ?? today);
            if (from > to) errors.Add("start", "after-end");
            else if (to.DayNumber - from.DayNumber >= MostDays) errors.Add("end", "too-long");
            return errors.Any ? nothing : new DateSpan("custom", "Custom Range", from, to);
        }

        var name = string.IsNullOrEmpty(range) ? usual : range.ToLowerInvariant();
        var known = name switch { "day" => "today", "week" => "last_7_days", "month" => "last_30_days", "year" => "last_year", "all" => "all_time", _ => name };
        // The last 24 hours lie in two days; they are answered as these.
        if (DateSpan.Parse(known, now, clock, firstKnown) is { } span) return span with { From = null, To = null };
        errors.Add("range", "unknown");
        return nothing;
    }
}
