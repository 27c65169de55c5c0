using Daybook.Enrichment.Contracts;
using Daybook.Kernel.Days;
using Daybook.Kernel.Live;
using Daybook.Timesheet.Contracts;
using Daybook.Timesheet.Entries;
using Daybook.Workspace.Contracts;

namespace Daybook.Timesheet.Reconcile;

/// <summary>
/// The stage that turns blocks into entries. Blocks are loaded outside the transaction; the person's entries inside it and under
/// his lock, so a review that came in between is always seen.
/// </summary>
internal sealed class ReconcileDay(
    UserQueries users, BlockQueries blocks, EntryStore store, DaySettler settler, DayFeed feed, LiveEvents live) : IDayStage
{
    public string Name => "timesheet.entries";

    public int Place => 30;

    public IReadOnlyList<string> Feeds => [BlockQueries.BlocksFeed, EntryFeeds.Review];

    public TimeSpan Debounce => TimeSpan.Zero;

    public async Task<DayCommit> RunAsync(UserDay day, CancellationToken ct)
    {
        if (await users.FindAsync(day.UserId, ct) is not { } user) return (_, _) => Task.CompletedTask;

        var local = user.Clock.Of(day.Day);
        var derived = await blocks.DayAsync(day.UserId, day.Day, ct);
        return async (tx, stop) =>
        {
            await store.LockAsync(tx, day.UserId, stop);
            if (!await settler.SettleAsync(tx, day.UserId, local, derived, stop)) return;
            await feed.TouchAsync(tx, EntryFeeds.Entries, [day], stop);
            await live.PublishAsync(tx, new LiveEvent(day.UserId, "day", day.Day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), stop);
        };
    }
}
