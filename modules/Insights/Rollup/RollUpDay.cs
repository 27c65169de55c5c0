using System.Globalization;
using Daybook.Enrichment.Contracts;
using Daybook.Ingest.Contracts;
using Daybook.Insights.Stats;
using Daybook.Kernel.Database;
using Daybook.Kernel.Days;
using Daybook.Kernel.Live;
using Daybook.Workspace.Contracts;
using Microsoft.Extensions.Options;

namespace Daybook.Insights.Rollup;

/// <summary>The stage: load the day's heartbeats and focus, count them, write the difference.</summary>
internal sealed class RollUpDay(
    UserQueries users, BeatQueries beats, FocusQueries focus, StatQueries stats, RollupStore store, Db db, DayFeed feed, LiveEvents live,
    IOptions<InsightsOptions> options) : IDayStage
{
    public string Name => "insights.stats";

    public int Place => 50;

    // The catalog names repositories that are otherwise only read from titles and directories.
    public IReadOnlyList<string> Feeds =>
        [SampleQueries.SamplesFeed, UserQueries.SettingsFeed, CatalogQueries.CatalogFeed, StatFeeds.Settings, StatFeeds.Edges];

    public TimeSpan Debounce => TimeSpan.FromMilliseconds(options.Value.DebounceMs);

    public async Task<DayCommit> RunAsync(UserDay day, CancellationToken ct)
    {
        if (await users.FindAsync(day.UserId, ct) is not { } user) return (_, _) => Task.CompletedTask;
        var settings = await stats.SettingsAsync(day.UserId, ct);
        var local = user.Clock.Of(day.Day);

        // Heartbeats beyond the day's edges decide how much of the gap over midnight is this day's.
        var reach = TimeSpan.FromMilliseconds(Math.Max(settings.TimeoutMs, StatSettings.StrictMinutes * 60_000L));
        var heard = await beats.LoadAsync(day.UserId, local.Start - reach, local.End + reach, ct);
        var seen = await focus.DayAsync(day, ct);
        var rollup = RollupBuilder.Build(new RollupInputs(local, user.Clock.Zone, settings, heard, seen));
        var marks = DayMarks.Of(rollup, heard, local, (long)reach.TotalMilliseconds);
        await TellNeighboursAsync(day, marks, ct);
        return async (tx, stop) =>
        {
            if (!await store.ReplaceAsync(tx, day.UserId, day.Day, rollup, marks, stop)) return;
            await feed.TouchAsync(tx, StatFeeds.Counted, [day], stop);
            await live.PublishAsync(tx, new LiveEvent(day.UserId, "day", day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), stop);
        };
    }

    /// <summary>
    /// A heartbeat near midnight decides how the gap over it is counted on the other side. The neighbours are told before this day is done, in a
    /// transaction of its own: two neighbours that tell each other while they are being written would wait for each other.
    /// </summary>
    private async Task TellNeighboursAsync(UserDay day, DayMarks marks, CancellationToken ct)
    {
        var known = await store.MarksAsync(day.UserId, day.Day, ct) ?? DayMarks.None;
        var changed = new List<UserDay>(2);
        if (known.Head != marks.Head) changed.Add(day with { Day = day.Day.AddDays(-1) });
        if (known.Tail != marks.Tail) changed.Add(day with { Day = day.Day.AddDays(1) });
        if (changed.Count > 0) await db.InTransactionAsync(tx => feed.TouchAsync(tx, StatFeeds.Edges, changed, ct), ct);
    }
}
