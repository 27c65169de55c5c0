using System.Globalization;
using Daybook.Kernel.Time;

namespace Daybook.Insights.Reports;

/// <summary>Local days, both ends included; or, for the last 24 hours, the two instants within them.</summary>
/// <param name="Word">What the range is called in answers: "last_7_days", "2026", "2026-11".</param>
/// <param name="Label">What people call it: "Last 7 Days".</param>
internal sealed record DateSpan(string Word, string Label, DateOnly Start, DateOnly End)
{
    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    public int DayCount => End.DayNumber - Start.DayNumber + 1;

    public IEnumerable<DateOnly> Days
    {
        get
        {
            for (var day = Start; day <= End; day = day.AddDays(1)) yield return day;
        }
    }

    /// <summary>A range by its name, in WakaTime's spelling or one of those that its rivals take; null when nobody calls a range so.</summary>
    /// <param name="first">The first day that anything is known of: where "all time" starts.</param>
    public static DateSpan? Parse(string name, DateTimeOffset now, DayClock clock, DateOnly? first)
    {
        var today = clock.DayOf(now);
        var monday = MondayOf(today);
        var month = new DateOnly(today.Year, today.Month, 1);
        return Plain(name) switch
        {
            "today" => new("today", "Today", today, today),
            "yesterday" or "day" => new("yesterday", "Yesterday", today.AddDays(-1), today.AddDays(-1)),
            "24_hours" or "last_24_hours" or "last_day" => new("last_24_hours", "Last 24 Hours", clock.DayOf(now.AddDays(-1)), today) { From = now.AddDays(-1), To = now },
            "week" or "this_week" => new("this_week", "This Week", monday, today),
            "last_week" => new("last_week", "Last Week", monday.AddDays(-7), monday.AddDays(-1)),
            "month" or "this_month" => new("this_month", "This Month", month, today),
            "last_month" => new("last_month", "Last Month", month.AddMonths(-1), month.AddDays(-1)),
            "year" or "this_year" => new("this_year", "This Year", new DateOnly(today.Year, 1, 1), today),
            "7_days" or "last_7_days" => Back("last_7_days", "Last 7 Days", today, 7),
            "last_7_days_from_yesterday" => Back("last_7_days_from_yesterday", "Last 7 Days from Yesterday", today.AddDays(-1), 7),
            "14_days" or "last_14_days" => Back("last_14_days", "Last 14 Days", today, 14),
            "30_days" or "last_30_days" => Back("last_30_days", "Last 30 Days", today, 30),
            "6_months" or "last_6_months" => new("last_6_months", "Last 6 Months", today.AddMonths(-6).AddDays(1), today),
            "12_months" or "last_12_months" or "last_year" => new("last_year", "Last Year", today.AddMonths(-12).AddDays(1), today),
            "any" or "all_time" => new("all_time", "All Time", first is { } known && known < today ? known : today, today),
            var other => Calendar(other, today),
        };
    }

    public static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static DateSpan Back(string word, string label, DateOnly last, int days) => new(word, label, last.AddDays(1 - days), last);

    // "2026" and "2026-11", as far as they have come.
    private static DateSpan? Calendar(string name, DateOnly today)
    {
        DateSpan whole;
        if (name.Length == 4 && First(name + "-01-01") is { } year) whole = new DateSpan(name, "in " + name, year, year.AddYears(1).AddDays(-1));
        else if (name.Length == 7 && First(name + "-01") is { } month)
            whole = new DateSpan(name, month.ToString("'in' MMMM yyyy", CultureInfo.InvariantCulture), month, month.AddMonths(1).AddDays(-1));
        else return null;
        return whole.Start <= today && whole.End > today ? whole with { End = today } : whole;
    }

    private static DateOnly? First(string date) =>
        DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) && first.Year is >= 1970 and < 2200 ? first : null;

    private static string Plain(string name) => name.Trim().ToLowerInvariant().Replace(' ', '_').Replace('+', '_');
}
