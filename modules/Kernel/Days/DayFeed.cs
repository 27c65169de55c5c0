using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Daybook.Kernel.Days;

/// <summary>Says that a person's days changed, in the transaction of the change itself. A feed knows no listener.</summary>
public sealed class DayFeed
{
    // Resolved at the first touch: a stage may itself be made from things that touch feeds.
    private readonly Lazy<ILookup<string, IDayStage>> stages;
    private readonly DayWorkStore store;
    private readonly DayWakeup wakeup;

    internal DayFeed(Func<IEnumerable<IDayStage>> stages, DayWorkStore store, DayWakeup wakeup)
    {
        this.stages = new Lazy<ILookup<string, IDayStage>>(() =>
            stages().SelectMany(stage => stage.Feeds.Select(feed => (feed, stage))).ToLookup(pair => pair.feed, pair => pair.stage, StringComparer.Ordinal));
        (this.store, this.wakeup) = (store, wakeup);
    }

    internal static DayFeed Create(IServiceProvider services) =>
        new(services.GetServices<IDayStage>, services.GetRequiredService<DayWorkStore>(), services.GetRequiredService<DayWakeup>());

    /// <summary>Raises these days for every stage that consumes <paramref name="feed"/>, and wakes the workers.</summary>
    public async Task TouchAsync(NpgsqlTransaction tx, string feed, IReadOnlyCollection<UserDay> days, CancellationToken ct)
    {
        var listeners = stages.Value[feed].ToArray();
        if (days.Count == 0 || listeners.Length == 0) return;

        var distinct = days.Distinct().ToArray();
        await store.TouchAsync(tx, listeners, distinct, ct);
        wakeup.Signal();
    }

    /// <summary>
    /// Raises the latest <paramref name="lastDays"/> days of the person that any stage has ever worked on (null: all), however long ago they
    /// were; with <paramref name="neighbours"/> also the days beside them, into which a new zone may move what happened.
    /// </summary>
    public async Task TouchKnownAsync(
        NpgsqlTransaction tx, string feed, int userId, int? lastDays, CancellationToken ct, bool neighbours = false)
    {
        var known = await tx.Connection!.QueryAsync<DateOnly>(new CommandDefinition(
            KnownDays, new { userId, lastDays }, tx, cancellationToken: ct));
        var touched = neighbours ? known.SelectMany(Neighbours) : known;
        await TouchAsync(tx, feed, [.. touched.Select(day => new UserDay(userId, day))], ct);
    }

    private static IEnumerable<DateOnly> Neighbours(DateOnly day) => [day.AddDays(-1), day, day.AddDays(1)];

    private const string KnownDays = "select distinct day from platform.day_work where user_id = @userId order by day desc limit @lastDays";
}
