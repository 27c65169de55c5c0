using System.Globalization;
using Daybook.Enrichment.Contracts;
using Daybook.Insights.Signals.Rules;
using Daybook.Insights.Stats;
using Daybook.Kernel.Days;
using Daybook.Kernel.Live;
using Daybook.Timesheet.Contracts;
using Daybook.Workspace.Contracts;
using Microsoft.Extensions.Options;

namespace Daybook.Insights.Signals.Days;

/// <summary>The stage: load the day's blocks and what surrounds them, ask every rule, raise and resolve.</summary>
internal sealed class RaiseSignals(
    UserQueries users, BlockQueries blocks, EntryQueries entries, TargetQueries targets, LeaveQueries leave, StatQueries stats, Overruns overruns, InsightQueries insights, SignalDayStore days, InsightStore store, DayFeed feed,
    LiveEvents live, TimeProvider time, IOptions<InsightsOptions> options) : IDayStage
{
    public const string Live = "insight";

    public string Name => "insights.signals";

    public int Place => 60;

    public IReadOnlyList<string> Feeds =>
    [
        BlockQueries.BlocksFeed, EntryFeeds.Entries, EntryFeeds.Review, UserQueries.SettingsFeed, StatFeeds.Counted, SignalFeeds.Closed, SignalFeeds.Night, SignalFeeds.Asked,
        CatalogQueries.EstimatesFeed, SignalFeeds.Overrun,
    ];

    public TimeSpan Debounce => TimeSpan.FromMilliseconds(options.Value.SignalDebounceMs);

    public async Task<DayCommit> RunAsync(UserDay day, CancellationToken ct)
    {
        if (await users.FindAsync(day.UserId, ct) is not { } user) return (_, _) => Task.CompletedTask;
        var now = time.GetUtcNow();
        var observed = await blocks.DayAsync(day.UserId, day.Day, ct);
        var before = await days.BeforeAsync(day.UserId, day.Day, ct);
        var sheet = await entries.RangeAsync(day.UserId, user.Clock, day.Day, day.Day, ct);
        var tasks = await overruns.DayAsync(user, day.Day, sheet, ct);
        var signals = await DayAsync(user, day, observed, sheet, before, now, ct) with { Estimates = tasks.Here };
        var standing = await insights.StandingAsync(day.UserId, day.Day, ct);
        // A day nobody ever saw is no day of theirs: it has no signals, whatever its schedule says. What was written in for a task still counts.
        var known = observed.ObservedMs > 0 || before.Any(earlier => earlier.WorkMinutes > 0);
        var findings = known ? SignalRules.Of(signals, standing) : [.. Load.Overruns(signals)];
        return async (tx, stop) =>
        {
            if (observed.ObservedMs == 0) await store.ForgetAsync(tx, day.UserId, day.Day, findings, sheet.Count == 0 ? tasks.Judged : null, stop);
            var late = day.Day < user.Clock.DayOf(now);
            var changed = await store.WriteAsync(tx, day.UserId, day.Day, findings, tasks.Judged, late, now, stop);
            var nightChanged = await days.WriteAsync(tx, day.UserId, SignalRules.Measure(signals), signals.Closed, stop);
            if (nightChanged && late) await feed.TouchAsync(tx, SignalFeeds.Night, [day with { Day = day.Day.AddDays(1) }], stop);
            if (changed) await live.PublishAsync(tx, new LiveEvent(day.UserId, Live, day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), stop);
        };
    }

    private async Task<SignalDay> DayAsync(
        UserSettings user, UserDay day, DayBlocks observed, IReadOnlyList<EntryPiece> sheet, IReadOnlyList<DayMeasure> before, DateTimeOffset now, CancellationToken ct)
    {
        var picture = DayPicture.Of(observed.Blocks);
        var agents = await stats.DaysAsync(new StatQuestion(day.UserId, day.Day, day.Day, StatStream.Tools, StatMode.Default, []), ct) is [var counted, ..] ? counted : null;
        var away = (await leave.RangeAsync(day.UserId, day.Day, day.Day, ct)).Sum(off => off.Half ? 1 : 2);
        var schedule = away >= 2 ? [] : WorkPlan.Hours(user, day.Day);
        var target = await targets.RangeAsync(day.UserId, day.Day, day.Day, ct: ct) is [var planned, ..] ? (int)(planned.TargetMs / 60_000) : 0;
        // Nobody says which half of a day is off: of such a day nothing is missing.
        var told = sheet.Where(entry => entry.Counts && entry.Status == EntryStatus.Manual).Select(Overruns.TimeOf).Concat(away == 1 ? schedule : []);
        return new SignalDay(
            day.UserId, day.Day, picture, schedule, user.Schedule.Count > 0, before,
            Minutes.Union(told), now >= user.Clock.Of(day.Day).End)
        {
            WorkMinutes = Math.Max(
                Minutes.Sum(Minutes.Union(sheet.Where(entry => entry.Counts && entry.Kind == BlockKind.Work).Select(Overruns.TimeOf))),
                sheet.Count == 0 ? picture.WorkMinutes : 0),
            TargetMinutes = target > 0 ? target : null,
            Asked = await insights.AskedAsync(day.UserId, ct),
            AgentMinutes = (int)((agents?.AgentMs ?? 0) / 60_000),
            SupervisedMinutes = (int)((agents?.SupervisedMs ?? 0) / 60_000),
        };
    }
}
