using Daybook.Enrichment.Contracts;
using Daybook.Kernel.Time;
using Daybook.Timesheet.Entries;
using Npgsql;

namespace Daybook.Timesheet.Reconcile;

/// <summary>Loads a day's entries, reconciles them with its blocks and writes the difference, all in the caller's transaction and under the person's lock.</summary>
internal sealed class DaySettler(EntryStore store)
{
    /// <summary>True when something changed.</summary>
    public async Task<bool> SettleAsync(NpgsqlTransaction tx, int userId, LocalDay day, DayBlocks derived, CancellationToken ct)
    {
        var window = new Stretch(day.Start.ToUnixTimeMilliseconds(), day.End.ToUnixTimeMilliseconds());
        var rows = await store.OfDayAsync(tx, userId, day.Date, window, [.. derived.Blocks.Select(block => block.Key).Distinct()], ct);
        var difference = Reconciler.Reconcile(userId, day, derived, rows);
        await store.RemoveAsync(tx, userId, difference.Remove, ct);
        await store.WriteAsync(tx, difference.Write, ct);
        var news = await store.SettleAsync(tx, userId, day.Date, difference.ObservedMs, ct);
        return news || !difference.IsEmpty;
    }
}
