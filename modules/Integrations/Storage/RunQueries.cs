using Dapper;
using Daybook.Kernel.Database;

namespace Daybook.Integrations.Storage;

/// <summary>Reads sync runs.</summary>
internal sealed class RunQueries(Db db)
{
    /// <summary>The newest first; <paramref name="before"/> is the id the page before ended with.</summary>
    public async Task<IReadOnlyList<RunRow>> HistoryAsync(int userId, Guid integrationId, Guid? before, int most, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return [.. await connection.QueryAsync<RunRow>(new CommandDefinition(SelectHistory, new { userId, integrationId, before, most }, cancellationToken: ct))];
    }

    public async Task<RunRow?> FindAsync(int userId, Guid integrationId, Guid id, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<RunRow>(new CommandDefinition(SelectOne, new { userId, integrationId, id }, cancellationToken: ct));
    }

    /// <summary>The last run of each of the person's integrations.</summary>
    public async Task<IReadOnlyDictionary<Guid, RunRow>> LastAsync(int userId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var rows = await connection.QueryAsync<RunRow>(new CommandDefinition(SelectLast, new { userId }, cancellationToken: ct));
        return rows.ToDictionary(row => row.IntegrationId);
    }

    /// <summary>Whose run lost its host.</summary>
    public async Task<IReadOnlyList<(int UserId, Guid IntegrationId)>> LostAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return [.. await connection.QueryAsync<(int, Guid)>(new CommandDefinition(SelectLost, new { now }, cancellationToken: ct))];
    }

    private const string SelectLost = """
        select user_id, integration_id
        from integrations.sync_run
        where state = 'running' and lease_until < @now
        order by lease_until
        limit 1000
        """;

    private const string SelectHistory = """
        select id, integration_id, state, trigger, phase, item, done, total, read, accepted, duplicates, repaired, rejected,
            started_at, finished_at, error_slug, error_message, problems::text as problems
        from integrations.sync_run
        where user_id = @userId and integration_id = @integrationId and (@before::uuid is null or id < @before)
        order by id desc
        limit @most
        """;

    private const string SelectOne = """
        select id, integration_id, state, trigger, phase, item, done, total, read, accepted, duplicates, repaired, rejected,
            started_at, finished_at, error_slug, error_message, problems::text as problems
        from integrations.sync_run
        where user_id = @userId and integration_id = @integrationId and id = @id
        """;

    private const string SelectLast = """
        select distinct on (integration_id) id, integration_id, state, trigger, phase, item, done, total, read, accepted, duplicates, repaired, rejected,
            started_at, finished_at, error_slug, error_message, problems::text as problems
        from integrations.sync_run
        where user_id = @userId
        order by integration_id, id desc
        """;
}
