using Daybook.Kernel.Problems;
using Daybook.Kernel.Time;

namespace Daybook.Timesheet.Checks;

/// <summary>Local days, both ends included.</summary>
internal sealed record DateRange(DateOnly Start, DateOnly End)
{
    public const int Longest = 366;

    public IEnumerable<DateOnly> Days
    {
        get
        {
            for (var day = Start; day <= End; day = day.AddDays(1)) yield return day;
        }
    }

    /// <summary>As asked; what is left out makes it the last seven days. Errors: invalid, out-of-range, after-end, too-long.</summary>
    public static DateRange Read(string? start, string? end, DateOnly today, int longest, FieldErrors errors)
    {
        var first = errors.Date("start", start);
        var last = errors.Date("end", end);
        last ??= first > today ? first : today;
        first ??= last.Value.AddDays(-6);
        if (first > last) errors.Add("start", "after-end");
        else if (last.Value.DayNumber - first.Value.DayNumber >= longest) errors.Add("end", "too-long");
        return new DateRange(first.Value, last.Value);
    }

    public static DateOnly Today(DayClock clock, TimeProvider time) => clock.DayOf(time.GetUtcNow());
}
