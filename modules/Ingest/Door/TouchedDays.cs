using Daybook.Kernel.Days;
using Daybook.Kernel.Time;

namespace Daybook.Ingest.Door;

/// <summary>
/// Collects the local days that samples change. A sample near midnight also changes its neighbour across it (it clips the next
/// sample, it ends a gap), so each reaches ten minutes further, the longest interval a tracker may send.
/// </summary>
internal sealed class TouchedDays(int userId, DayClock clock)
{
    private static readonly TimeSpan Reach = TimeSpan.FromMinutes(10);
    private readonly HashSet<UserDay> days = [];
    private LocalDay last;

    public IReadOnlyCollection<UserDay> Days => days;

    public void Add(DateTimeOffset start, DateTimeOffset end)
    {
        (start, end) = (start - Reach, end + Reach);
        if (start >= last.Start && end <= last.End) return;
        foreach (var day in clock.DaysOf(start, end)) days.Add(new UserDay(userId, day));
        last = clock.Of(clock.DayOf(end));
        days.Add(new UserDay(userId, last.Date));
    }
}
