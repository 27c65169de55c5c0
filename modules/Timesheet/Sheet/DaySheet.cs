using Daybook.Kernel.Time;
using Daybook.Timesheet.Checks;
using Daybook.Timesheet.Contracts;
using Daybook.Timesheet.Entries;

namespace Daybook.Timesheet.Sheet;

/// <summary>The part of an entry that lies in one day. An entry across midnight has a part in each day, so days always add up.</summary>
internal sealed record EntryPart(TimeEntry Entry, Stretch Part);

/// <summary>One local day: its entries, cut at its edges, and where its time went.</summary>
internal sealed record DaySheet(DateOnly Date, IReadOnlyList<EntryPart> Parts, Buckets Buckets)
{
    public IEnumerable<EntryPart> Shown => Parts.Where(part => part.Entry.IsShown);

    /// <summary>Manual time beside other entries: shown, never part of a total.</summary>
    public long ParallelMs => Parts.Where(part => part.Entry is { Lane: EntryLane.Parallel } and not { Status: EntryStatus.Dismissed }).Sum(part => part.Part.LengthMs);

    public static IReadOnlyList<DaySheet> Of(DateRange range, DayClock clock, EntrySnapshot snapshot)
    {
        var sheets = new List<DaySheet>();
        var first = 0;
        foreach (var date in range.Days)
        {
            var day = clock.Of(date);
            var window = new Stretch(day.Start.ToUnixTimeMilliseconds(), day.End.ToUnixTimeMilliseconds());

            // Entries come in order of start and are at most MaxMs long: what began earlier than that is behind every later day.
            while (first < snapshot.Entries.Count && snapshot.Entries[first].StartMs < window.StartMs - TimeEntry.MaxMs) first++;
            var parts = new List<EntryPart>();
            for (var i = first; i < snapshot.Entries.Count && snapshot.Entries[i].StartMs < window.EndMs; i++)
            {
                var part = snapshot.Entries[i].Stretch.Clip(window);
                if (part.LengthMs > 0) parts.Add(new EntryPart(snapshot.Entries[i], part));
            }

            var primary = parts.Where(part => part.Entry.Lane == EntryLane.Primary).Select(part => (part.Entry, part.Part.LengthMs));
            sheets.Add(new DaySheet(date, parts, Buckets.Of(primary, snapshot.ObservedMs.GetValueOrDefault(date))));
        }

        return sheets;
    }
}

/// <summary>Reads days.</summary>
internal sealed class DaySheets(EntryReader reader)
{
    public async Task<IReadOnlyList<DaySheet>> ReadAsync(int userId, DayClock clock, DateRange range, CancellationToken ct)
    {
        var window = new Stretch(clock.Of(range.Start).Start.ToUnixTimeMilliseconds(), clock.Of(range.End).End.ToUnixTimeMilliseconds());
        return DaySheet.Of(range, clock, await reader.SnapshotAsync(userId, window, range.Start, range.End, ct));
    }
}
