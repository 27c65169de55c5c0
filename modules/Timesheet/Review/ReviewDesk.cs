using System.Globalization;
using Daybook.Enrichment.Contracts;
using Daybook.Kernel.Database;
using Daybook.Kernel.Days;
using Daybook.Kernel.Live;
using Daybook.Timesheet.Contracts;
using Daybook.Timesheet.Entries;
using Daybook.Timesheet.Reconcile;
using Daybook.Workspace.Contracts;
using Npgsql;

namespace Daybook.Timesheet.Review;

/// <summary>
/// Where people's decisions are carried out: entries, the inferred time around them, the touch of the days and the live change,
/// all in one transaction, so that the answer already adds up.
/// </summary>
internal sealed class ReviewDesk(Db db, EntryStore store, DaySettler settler, BlockQueries blocks, DayFeed feed, LiveEvents live)
{
    /// <summary>Carries out what <paramref name="plan"/> finds right against the stored entries. It may be asked more than once and writes nothing.</summary>
    public async Task<IReadOnlyList<Outcome>> ChangeAsync(
        UserSettings user, Func<NpgsqlTransaction, CancellationToken, Task<ChangePlan>> plan, CancellationToken ct)
    {
        // The day queue's rows are locked before the person's lock, as the stage does it: the other way round the two would wait for each
        // other. So the days must be known beforehand: the first look only finds them, and a change in between makes it look again.
        HashSet<DateOnly> touched = [];
        Dictionary<DateOnly, DayBlocks> derived = [];
        while (true)
        {
            var missing = Array.Empty<DateOnly>();
            var outcomes = await db.InTransactionAsync(async tx =>
            {
                if (touched.Count > 0)
                {
                    await feed.TouchAsync(tx, EntryFeeds.Review, [.. touched.Order().Select(day => new UserDay(user.UserId, day))], ct);
                    await store.LockAsync(tx, user.UserId, ct);
                }

                var found = await plan(tx, ct);
                var changes = found.Changes.Where(change => !change.IsNothing).ToArray();
                var days = Days(user, changes);
                var toSettle = Days(user, changes.Where(change => change.MovesTime));
                missing = [.. toSettle.Where(day => !derived.ContainsKey(day))];
                if (missing.Length > 0 || !days.IsSubsetOf(touched))
                {
                    touched.UnionWith(days);
                    return null;
                }

                return await WriteAsync(tx, user, found, changes, toSettle, derived, ct);
            }, ct);
            if (outcomes is not null) return outcomes;
            foreach (var day in missing) derived[day] = await blocks.DayAsync(user.UserId, day, ct);
        }
    }

    private async Task<IReadOnlyList<Outcome>> WriteAsync(
        NpgsqlTransaction tx, UserSettings user, ChangePlan plan, EntryChange[] changes, HashSet<DateOnly> toSettle,
        Dictionary<DateOnly, DayBlocks> derived, CancellationToken ct)
    {
        await store.RemoveAsync(tx, user.UserId, [.. changes.Where(change => change.After is null).Select(change => change.Before!.Id)], ct);
        await store.WriteAsync(tx, [.. changes.Where(change => change.After is not null).Select(change => change.After!)], ct);
        foreach (var day in toSettle.Order()) await settler.SettleAsync(tx, user.UserId, user.Clock.Of(day), derived[day], ct);
        foreach (var day in Days(user, changes).Order())
            await live.PublishAsync(tx, new LiveEvent(user.UserId, "day", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ct);
        if (toSettle.Count == 0) return plan.Outcomes;

        // An undone entry is inferred again and may have been settled into what its block says now.
        var settled = (await store.ByIdAsync(tx, user.UserId, [.. plan.Outcomes.Where(o => o.Entry is not null).Select(o => o.Id)], ct)).ToDictionary(e => e.Id);
        return [.. plan.Outcomes.Select(outcome => outcome with { Entry = settled.GetValueOrDefault(outcome.Id) ?? outcome.Entry })];
    }

    private static HashSet<DateOnly> Days(UserSettings user, IEnumerable<EntryChange> changes) =>
        [.. changes.SelectMany(change => change.Stretches).Distinct().SelectMany(stretch => user.Clock.DaysOf(
            DateTimeOffset.FromUnixTimeMilliseconds(stretch.StartMs), DateTimeOffset.FromUnixTimeMilliseconds(stretch.EndMs)))];
}
