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

    /// <summary>Raises every day of the person that any stage has ever worked on, from <paramref name="since"/> on, and their neighbours.</summary>
    public async Task TouchKnownAsync(NpgsqlTransaction tx, string feed, int userId, DateOnly? since, CancellationToken ct)
    {
        var known = await tx.Connection!.QueryAsync<DateOnly>(new CommandDefinition(
            KnownDays, new { userId, since = since ?? DateOnly.MinValue }, tx, cancellationToken: ct));
        await TouchAsync(tx, feed, [.. known.SelectMany(Neighbours).Select(day => new UserDay(userId, day))], ct);
    }

    private static IEnumerable<DateOnly> Neighbours(DateOnly day) => [day.AddDays(-1), day, day.AddDays(1)];

    private const string KnownDays = "select distinct day from platform.day_work where user_id = @userId and day >= @since order by day";
}
