namespace Daybook.Kernel.Time;

/// <summary>Where a person's days begin: an IANA zone and the local time at which the day starts (00:00 unless chosen otherwise).</summary>
public sealed record DayClock(TimeZoneInfo Zone, TimeSpan DayStart)
{
    // Zones lie between −12 and +14 hours; a change of date line moves a place by a whole day.
    private static readonly TimeSpan Reach = TimeSpan.FromHours(27);

    /// <summary>The local day an instant belongs to: the one whose <see cref="Of"/> holds it.</summary>
    public DateOnly DayOf(DateTimeOffset instant)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime - DayStart);
        // Where clocks go back over the day's start the wall shows the old date twice; the instants decide.
        while (instant < StartOf(day)) day = day.AddDays(-1);
        while (instant >= StartOf(day.AddDays(1))) day = day.AddDays(1);
        return day;
    }

    /// <summary>The day's two instants, right on days of 23, 24 and 25 hours. A day the zone skipped is empty.</summary>
    public LocalDay Of(DateOnly day) => new(day, StartOf(day), StartOf(day.AddDays(1)));

    /// <summary>Every local day that the stretch touches, end exclusive; an empty stretch touches the day of its start.</summary>
    public IReadOnlyList<DateOnly> DaysOf(DateTimeOffset start, DateTimeOffset end)
    {
        var days = new List<DateOnly>();
        var last = end > start ? DayOf(end.AddTicks(-1)) : DayOf(start);
        for (var day = DayOf(start); day <= last; day = day.AddDays(1)) days.Add(day);
        return days;
    }

    /// <summary>A clock for an IANA zone name, or null when there is no such zone or the day start is not within a day.</summary>
    public static DayClock? TryCreate(string ianaZone, TimeSpan dayStart) =>
        dayStart >= TimeSpan.Zero && dayStart < TimeSpan.FromDays(1) && IsIana(ianaZone) && TimeZoneInfo.TryFindSystemTimeZoneById(ianaZone, out var zone)
            ? new DayClock(zone, dayStart)
            : null;

    // The system also knows Windows' names and files that are no zones.
    private static bool IsIana(string name) =>
        name is "UTC" || (name.Length <= 64 && name.Contains('/', StringComparison.Ordinal) && name.All(IsZoneLetter));

    private static bool IsZoneLetter(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '_' or '-' or '+';

    /// <summary>The first instant at which the wall shows the day's start, or, where that time is skipped, the instant of the jump.</summary>
    private DateTimeOffset StartOf(DateOnly day)
    {
        var wall = day.ToDateTime(TimeOnly.MinValue) + DayStart;
        var utc = new DateTimeOffset(wall, TimeSpan.Zero);
        var before = Zone.GetUtcOffset(utc - Reach);
        var after = Zone.GetUtcOffset(utc + Reach);
        var early = utc - (before > after ? before : after);
        var late = utc - (before > after ? after : before);
        if (WallAt(early) == wall) return early;
        if (WallAt(late) == wall) return late;

        // Neither offset shows that time: it lies in a gap. The jump is where the wall first passes it.
        var (low, high) = (early.AddHours(-1), late.AddHours(1));
        while (high - low > TimeSpan.FromMilliseconds(1))
        {
            var middle = low + (high - low) / 2;
            if (WallAt(middle) >= wall) high = middle;
            else low = middle;
        }

        return new DateTimeOffset((high.Ticks + TimeSpan.TicksPerMillisecond / 2) / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond, TimeSpan.Zero);
    }

    private DateTime WallAt(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone).DateTime;
}
