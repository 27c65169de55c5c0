namespace Daybook.Kernel.Time;

/// <summary>Where a person's days begin: an IANA zone and the local time at which the day starts (00:00 unless chosen otherwise).</summary>
public sealed record DayClock(TimeZoneInfo Zone, TimeSpan DayStart)
{
    /// <summary>The local day an instant belongs to.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => throw new NotImplementedException();

    /// <summary>The day's two instants, right on days of 23, 24 and 25 hours.</summary>
    public LocalDay Of(DateOnly day) => throw new NotImplementedException();

    /// <summary>Every local day that the stretch touches; an empty stretch touches the day of its start.</summary>
    public IReadOnlyList<DateOnly> DaysOf(DateTimeOffset start, DateTimeOffset end) => throw new NotImplementedException();

    /// <summary>A clock for an IANA zone name, or null when there is no such zone.</summary>
    public static DayClock? TryCreate(string ianaZone, TimeSpan dayStart) => throw new NotImplementedException();
}
