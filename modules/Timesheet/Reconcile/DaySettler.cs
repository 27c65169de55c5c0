using Daybook.Enrichment.Contracts;
using Daybook.Kernel.Time;
using Daybook.Timesheet.Entries;
using Daybook.Timesheet.Periods;
using Npgsql;

namespace Daybook.Timesheet.Reconcile;

/// <summary>
/// Loads a day's entries, reconciles them with its blocks and writes the difference, all in the caller's transaction and under the
/// person's lock. A closed day stays as it is; what came in later is only noted.
/// </summary>
internal sealed class DaySettler(EntryStore store, CutStore cuts, PeriodLocks locks, LateDays late)
{
    /// <summary>True when something changed.</summary>
    public async Task<bool> SettleAsync(NpgsqlTransaction tx, int userId, LocalDay day, DayBlocks derived, CancellationToken ct)
    {
        if (await locks.IsLockedAsync(tx, userId, [day.Date], ct))
        {
            var settledMs = await LateDays.SettledMsAsync(tx, userId, day.Date, ct);
            return await late.NoteAsync(tx, userId, day.Date, derived.ObservedMs - settledMs, ct);
        }

        var window = new Stretch(day.Start.ToUnixTimeMilliseconds(), day.End.ToUnixTimeMilliseconds());
        var rows = await store.OfDayAsync(tx, userId, day.Date, window, [.. derived.Blocks.Select(block => block.Key).Distinct()], ct);
        var difference = Reconciler.Reconcile(userId, day, derived, rows, await cuts.RangeAsync(tx, userId, window, ct));
        await store.RemoveAsync(tx, userId, difference.Remove, ct);
        await store.WriteAsync(tx, difference.Write, ct);
        var news = await store.SettleAsync(tx, userId, day.Date, difference.ObservedMs, ct);
        await late.NoteAsync(tx, userId, day.Date, 0, ct);
        return news || !difference.IsEmpty;
    }
}
