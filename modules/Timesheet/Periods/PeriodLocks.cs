using Dapper;
using Daybook.Kernel.Database;
using Npgsql;

namespace Daybook.Timesheet.Periods;

/// <summary>
/// Whether entries of a day may still change. Periods change under the person's lock, so who asks under it, in the transaction that
/// writes, gets an answer that stays true until the commit.
/// </summary>
internal sealed class PeriodLocks(Db db)
{
    /// <summary>Those of the days that lie in a submitted, approved or locked period of any workspace.</summary>
    public async Task<IReadOnlySet<DateOnly>> ClosedAsync(NpgsqlTransaction tx, int userId, DateOnly[] days, CancellationToken ct) =>
        days.Length == 0 ? new HashSet<DateOnly>() : await ReadAsync(tx.Connection!, tx, userId, days, ct);

    public async Task<bool> IsLockedAsync(NpgsqlTransaction tx, int userId, DateOnly[] days, CancellationToken ct) =>
        (await ClosedAsync(tx, userId, days, ct)).Count > 0;

    /// <summary>For a look beforehand; who then writes asks again in the transaction.</summary>
    public async Task<bool> IsLockedAsync(int userId, DateOnly[] days, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return (await ReadAsync(connection, null, userId, days, ct)).Count > 0;
    }

    private static async Task<HashSet<DateOnly>> ReadAsync(
        NpgsqlConnection connection, NpgsqlTransaction? tx, int userId, DateOnly[] days, CancellationToken ct) =>
        [.. await connection.QueryAsync<DateOnly>(new CommandDefinition(Closed, new { userId, days }, tx, cancellationToken: ct))];

    private const string Closed = """
        select day from unnest(@days::date[]) day
        where exists (
            select from timesheet.period p
            where p.user_id = @userId and p.state in ('submitted', 'approved', 'locked') and day between p.start_day and p.end_day)
        """;
}
