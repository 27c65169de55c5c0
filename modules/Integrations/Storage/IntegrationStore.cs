using Dapper;
using Daybook.Kernel.Database;
using Npgsql;

namespace Daybook.Integrations.Storage;

/// <summary>Reads and writes integrations; the only writer of integrations.integration.</summary>
internal sealed class IntegrationStore(Db db)
{
    public async Task<IReadOnlyList<IntegrationRow>> ListAsync(int userId, Guid? id, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return [.. await connection.QueryAsync<IntegrationRow>(new CommandDefinition(Select, new { userId, id }, cancellationToken: ct))];
    }

    public async Task<IntegrationRow?> FindAsync(int userId, Guid id, CancellationToken ct) => (await ListAsync(userId, id, ct)).SingleOrDefault();

    /// <summary>The row, locked until the transaction ends; null when it is gone, or somebody else is about to run it.</summary>
    public Task<IntegrationRow?> LockAsync(NpgsqlTransaction tx, int userId, Guid id, CancellationToken ct) =>
        tx.Connection!.QuerySingleOrDefaultAsync<IntegrationRow>(new CommandDefinition(SelectLocked, new { userId, id }, tx, cancellationToken: ct));

    /// <summary>As <see cref="LockAsync"/>, but waits for whoever holds it.</summary>
    public Task<IntegrationRow?> WaitAsync(NpgsqlTransaction tx, int userId, Guid id, CancellationToken ct) =>
        tx.Connection!.QuerySingleOrDefaultAsync<IntegrationRow>(new CommandDefinition(SelectWaiting, new { userId, id }, tx, cancellationToken: ct));

    /// <summary>Who is due among those whose connector is there, the longest waiting first.</summary>
    public async Task<IReadOnlyList<(int UserId, Guid Id)>> DueAsync(DateTimeOffset now, string[] connectors, int most, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return [.. await connection.QueryAsync<(int, Guid)>(new CommandDefinition(SelectDue, new { now, connectors, most }, cancellationToken: ct))];
    }

    /// <summary>Adds it; false when the person already has as many as anybody may.</summary>
    public async Task<bool> AddAsync(NpgsqlTransaction tx, IntegrationRow row, CancellationToken ct) =>
        await tx.Connection!.ExecuteAsync(new CommandDefinition(Insert, row, tx, cancellationToken: ct)) == 1;

    public Task UpdateAsync(NpgsqlTransaction tx, IntegrationRow row, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(Update, row, tx, cancellationToken: ct));

    public Task PlanAsync(NpgsqlTransaction tx, int userId, Guid id, int failures, DateTimeOffset? nextRunAt, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(UpdatePlan, new { userId, id, failures, nextRunAt }, tx, cancellationToken: ct));

    public async Task<bool> PauseAsync(int userId, Guid id, DateTimeOffset? pausedAt, DateTimeOffset? nextRunAt, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.ExecuteAsync(new CommandDefinition(UpdatePause, new { userId, id, pausedAt, nextRunAt }, cancellationToken: ct)) == 1;
    }

    public async Task<bool> DeleteAsync(int userId, Guid id, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.ExecuteAsync(new CommandDefinition(Delete, new { userId, id }, cancellationToken: ct)) == 1;
    }

    private const string Select = """
        select user_id, id, workspace_id, connector, name, settings::text as settings, schedule_kind, schedule_cron, paused_at, failures, next_run_at, created_at
        from integrations.integration
        where user_id = @userId and (@id::uuid is null or id = @id)
        order by id
        """;

    private const string SelectLocked = """
        select user_id, id, workspace_id, connector, name, settings::text as settings, schedule_kind, schedule_cron, paused_at, failures, next_run_at, created_at
        from integrations.integration
        where user_id = @userId and id = @id
        for update skip locked
        """;

    private const string SelectWaiting = """
        select user_id, id, workspace_id, connector, name, settings::text as settings, schedule_kind, schedule_cron, paused_at, failures, next_run_at, created_at
        from integrations.integration
        where user_id = @userId and id = @id
        for update
        """;

    private const string SelectDue = """
        select user_id, id
        from integrations.integration
        where paused_at is null and next_run_at <= @now and connector = any(@connectors)
        order by next_run_at
        limit @most
        """;

    private const string Insert = """
        insert into integrations.integration
            (user_id, id, workspace_id, connector, name, settings, schedule_kind, schedule_cron, next_run_at, created_at)
        select @UserId, @Id, @WorkspaceId, @Connector, @Name, @Settings::jsonb, @ScheduleKind, @ScheduleCron, @NextRunAt, @CreatedAt
        where (select count(*) from integrations.integration where user_id = @UserId) < 100
        """;

    private const string Update = """
        update integrations.integration
        set name = @Name, settings = @Settings::jsonb, schedule_kind = @ScheduleKind, schedule_cron = @ScheduleCron,
            failures = @Failures, next_run_at = @NextRunAt
        where user_id = @UserId and id = @Id
        """;

    private const string UpdatePlan = """
        update integrations.integration
        set failures = @failures, next_run_at = @nextRunAt
        where user_id = @userId and id = @id
        """;

    private const string UpdatePause = """
        update integrations.integration
        set paused_at = @pausedAt, next_run_at = @nextRunAt, failures = 0
        where user_id = @userId and id = @id
        """;

    private const string Delete = """
        delete from integrations.integration
        where user_id = @userId and id = @id
        """;
}
