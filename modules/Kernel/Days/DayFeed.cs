using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Daybook.Kernel.Days;

/// <summary>Says that a person's days changed, in the transaction of the change itself. A feed knows no listener.</summary>
public sealed class DayFeed
{
    // Resolved at the first touch: a stage may itself be made from things that touch feeds.
    private readonly Lazy<ILookup<string, IDayStage>> stages;
    private readonly DayWakeup wakeup;

    internal DayFeed(Func<IEnumerable<IDayStage>> stages, DayWakeup wakeup)
    {
        this.stages = new Lazy<ILookup<string, IDayStage>>(() =>
            stages().SelectMany(stage => stage.Feeds.Select(feed => (feed, stage))).ToLookup(pair => pair.feed, pair => pair.stage, StringComparer.Ordinal));
        this.wakeup = wakeup;
    }

    internal static DayFeed Create(IServiceProvider services) =>
        new(services.GetServices<IDayStage>, services.GetRequiredService<DayWakeup>());

    /// <summary>Raises these days for every stage that consumes <paramref name="feed"/>, and wakes the workers.</summary>
    public async Task TouchAsync(NpgsqlTransaction tx, string feed, IReadOnlyCollection<UserDay> days, CancellationToken ct)
    {
        var listeners = stages.Value[feed].ToArray();
        if (days.Count == 0 || listeners.Length == 0) return;

        var distinct = days.Distinct().ToArray();
        await tx.Connection!.ExecuteAsync(new CommandDefinition(Touch, new
        {
            stages = listeners.Select(stage => stage.Name).ToArray(),
            waits = listeners.Select(stage => stage.Debounce).ToArray(),
            users = distinct.Select(day => day.UserId).ToArray(),
            days = distinct.Select(day => day.Day).ToArray(),
        }, tx, cancellationToken: ct));
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

    // Ordered, so that two touches of the same days never wait for each other in a circle. New input lets a parked day try again.
    private const string Touch = """
        insert into platform.day_work as work (stage, user_id, day, not_before)
        select stage.name, touched.user_id, touched.day, now() + stage.wait
        from unnest(@users, @days) as touched(user_id, day)
        cross join unnest(@stages, @waits) as stage(name, wait)
        order by touched.user_id, stage.name, touched.day
        on conflict (user_id, stage, day) do update set
            dirty = work.dirty + 1,
            attempts = case when work.lease_until is null then 0 else work.attempts end,
            parked_at = null,
            last_error = null,
            not_before = case
                when work.dirty > work.done and work.parked_at is null then least(work.not_before, excluded.not_before)
                else excluded.not_before end
        """;

    private const string KnownDays = "select distinct day from platform.day_work where user_id = @userId and day >= @since order by day";
}
