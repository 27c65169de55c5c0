using System.Globalization;
using Daybook.Kernel.Time;

namespace Daybook.Ingest.WakaTime.Stored;

/// <summary>Days as the contract's clients write them.</summary>
internal static class Dates
{
    /// <summary>A day like 2026-11-21; without one, today.</summary>
    public static bool TryRead(string? text, DayClock clock, TimeProvider time, out DateOnly day)
    {
        day = clock.DayOf(time.GetUtcNow());
        return text is null || (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day) && day.Year is >= 2000 and < 2200);
    }
}
