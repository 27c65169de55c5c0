using Dapper;
using Daybook.Kernel.Database;

namespace Daybook.Kernel.Days;

/// <summary>A day that gave up, with its reason.</summary>
public sealed record ParkedDay(string Stage, int UserId, DateOnly Day, int Attempts, string Error, DateTimeOffset ParkedAt);

/// <summary>The queue at a glance; the oldest hundred parked days.</summary>
public sealed record DayWorkSummary(long Pending, long Running, IReadOnlyList<ParkedDay> Parked);

/// <summary>The day queue as an administrator sees it.</summary>
public sealed class DayWorkAdmin
{
    private readonly Db db;
    private readonly DayWorkStore store;
    private readonly DayWakeup wakeup;

    internal DayWorkAdmin(Db db, DayWorkStore store, DayWakeup wakeup) => (this.db, this.store, this.wakeup) = (db, store, wakeup);

    /// <summary>Only days of <paramref name="users"/> are shown; null shows everybody's.</summary>
    public async Task<DayWorkSummary> SummaryAsync(int[]? users, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var (pending, running) = await connection.QuerySingleAsync<(long, long)>(new CommandDefinition(Counts, new { users }, cancellationToken: ct));
        var parked = await connection.QueryAsync<ParkedDay>(new CommandDefinition(Parked, new { users }, cancellationToken: ct));
        return new DayWorkSummary(pending, running, [.. parked]);
    }

    /// <summary>Lets parked days try again; null means any. Answers how many.</summary>
    public async Task<int> RetryAsync(string? stage, int? userId, DateOnly? day, CancellationToken ct)
    {
        var count = await store.RetryAsync(stage, userId, day, ct);
        if (count > 0) wakeup.Signal();
        return count;
    }

    private const string Counts = """
        select count(*) filter (where dirty > done and parked_at is null), count(*) filter (where lease_until > now())
        from platform.day_work where @users::integer[] is null or user_id = any(@users)
        """;

    private const string Parked = """
        select stage, user_id, day, attempts, coalesce(last_error, '') as error, parked_at
        from platform.day_work
        where parked_at is not null and (@users::integer[] is null or user_id = any(@users))
        order by parked_at limit 100
        """;
}
