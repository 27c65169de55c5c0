using Dapper;
using Daybook.Kernel.Database;

namespace Daybook.Kernel.Days;

/// <summary>What the day queue still has to do for a person.</summary>
public sealed class DayWorkQueries(Db db)
{
    /// <summary>The days in the range, both ends included, that some stage has not yet derived (parked ones included).</summary>
    public async Task<IReadOnlyList<DateOnly>> PendingAsync(int userId, DateOnly start, DateOnly end, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return [.. await connection.QueryAsync<DateOnly>(new CommandDefinition(Pending, new { userId, start, end }, cancellationToken: ct))];
    }

    private const string Pending = """
        select distinct day from platform.day_work
        where user_id = @userId and day between @start and @end and dirty > done
        order by day
        """;
}
