using Daybook.Timesheet.Entries;

namespace Daybook.Timesheet.Reconcile;

/// <summary>What has to be written so that the day's entries are right, in a canonical order.</summary>
/// <param name="ObservedMs">Observed time of the day: the sum of its blocks.</param>
/// <param name="OutsideMs">Reviewed and manual time where nothing was observed.</param>
internal sealed record DayDifference(
    IReadOnlyList<TimeEntry> Write, IReadOnlyList<Guid> Remove, long ObservedMs, long OutsideMs)
{
    public bool IsEmpty => Write.Count == 0 && Remove.Count == 0;
}
