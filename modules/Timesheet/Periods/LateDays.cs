using Dapper;
using Daybook.Kernel.Database;
using Npgsql;

namespace Daybook.Timesheet.Periods;

/// <summary>The one writer of timesheet.late_day: time observed on a closed day after it was closed, waiting outside of its entries.</summary>
internal sealed class LateDays(Db db, TimeProvider time)
{
    /// <summary>How much more was observed than the closed day holds; nothing forgets the day. True when that is news.</summary>
    public async Task<bool> NoteAsync(NpgsqlTransaction tx, int userId, DateOnly day, long lateMs, CancellationToken ct) =>
        await tx.Connection!.ExecuteAsync(new CommandDefinition(
            lateMs > 0 ? Note : Forget, new { userId, day, lateMs, now = time.GetUtcNow() }, tx, cancellationToken: ct)) > 0;

    /// <summary>What the day was when it last settled.</summary>
    public static Task<long> SettledMsAsync(NpgsqlTransaction tx, int userId, DateOnly day, CancellationToken ct) =>
        tx.Connection!.QuerySingleOrDefaultAsync<long>(new CommandDefinition(Settled, new { userId, day }, tx, cancellationToken: ct));

    public async Task<IReadOnlyDictionary<DateOnly, long>> RangeAsync(int userId, DateOnly start, DateOnly end, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return (await connection.QueryAsync<(DateOnly Day, long LateMs)>(
            new CommandDefinition(Range, new { userId, start, end }, cancellationToken: ct))).ToDictionary(row => row.Day, row => row.LateMs);
    }

    private const string Note = """
        insert into timesheet.late_day as known (user_id, day, late_ms, noticed_at) values (@userId, @day, @lateMs, @now)
        on conflict (user_id, day) do update set late_ms = excluded.late_ms, noticed_at = excluded.noticed_at
        where known.late_ms <> excluded.late_ms
        """;

    private const string Forget = "delete from timesheet.late_day where user_id = @userId and day = @day";
    private const string Settled = "select observed_ms from timesheet.settled_day where user_id = @userId and day = @day";
    private const string Range = "select day, late_ms from timesheet.late_day where user_id = @userId and day between @start and @end order by day";
}
