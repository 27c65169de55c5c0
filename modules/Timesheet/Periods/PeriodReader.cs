using Dapper;
using Daybook.Kernel.Database;

namespace Daybook.Timesheet.Periods;

/// <summary>Which periods of a workspace a list shows; null means any. <paramref name="After"/> is the last one of the page before.</summary>
internal sealed record PeriodFilter(Guid WorkspaceId, int? UserId, string[]? States, (DateOnly Start, Guid Id)? After, int Limit);

/// <summary>One change of a period.</summary>
internal sealed record PeriodEvent
{
    public DateTimeOffset At { get; init; }
    public string Action { get; init; } = "";
    public int ByUser { get; init; }
    public string? Reason { get; init; }
    public long TotalMs { get; init; }
}

/// <summary>Reads periods for the pages.</summary>
internal sealed class PeriodReader(Db db)
{
    public async Task<Period?> FindAsync(Guid periodId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<Period>(new CommandDefinition(Find, new { periodId }, cancellationToken: ct));
    }

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<Period>> ListAsync(PeriodFilter filter, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return [.. await connection.QueryAsync<Period>(new CommandDefinition(List, new
        {
            filter.WorkspaceId, filter.UserId, filter.States, afterStart = filter.After?.Start ?? DateOnly.MaxValue, afterId = filter.After?.Id ?? Guid.Empty, filter.Limit,
        }, cancellationToken: ct))];
    }

    public async Task<IReadOnlyList<Period>> OfPersonAsync(int userId, Guid workspaceId, DateOnly start, DateOnly end, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return [.. await connection.QueryAsync<Period>(new CommandDefinition(OfPerson, new { userId, workspaceId, start, end }, cancellationToken: ct))];
    }

    public async Task<IReadOnlyList<PeriodEvent>> HistoryAsync(Period period, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return [.. await connection.QueryAsync<PeriodEvent>(new CommandDefinition(History, new { period.UserId, period.PeriodId }, cancellationToken: ct))];
    }

    private const string Find = "select * from timesheet.period where period_id = @periodId";

    private const string List = """
        select * from timesheet.period
        where workspace_id = @WorkspaceId and (@UserId::integer is null or user_id = @UserId) and (@States::text[] is null or state = any(@States))
          and (start_day < @afterStart or (start_day = @afterStart and period_id > @afterId))
        order by start_day desc, period_id
        limit @Limit
        """;

    private const string OfPerson = """
        select * from timesheet.period
        where user_id = @userId and workspace_id = @workspaceId and start_day <= @end and end_day >= @start
        order by start_day desc
        """;

    private const string History = """
        select at, action, by_user, reason, total_ms from timesheet.period_event
        where user_id = @UserId and period_id = @PeriodId order by event_id
        """;
}
