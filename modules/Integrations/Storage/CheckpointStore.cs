using Dapper;
using Daybook.Kernel.Database;
using Npgsql;

namespace Daybook.Integrations.Storage;

/// <summary>Where each integration resumes; written in the transaction of the data it stands for.</summary>
internal sealed class CheckpointStore(Db db, TimeProvider clock)
{
    public async Task<string?> FindAsync(int userId, Guid integrationId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(Select, new { userId, integrationId }, cancellationToken: ct));
    }

    public Task WriteAsync(NpgsqlTransaction tx, int userId, Guid integrationId, string value, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(Upsert, new { userId, integrationId, value, now = clock.GetUtcNow() }, tx, cancellationToken: ct));

    public async Task ForgetAsync(int userId, Guid integrationId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(Delete, new { userId, integrationId }, cancellationToken: ct));
    }

    private const string Select = """
        select value
        from integrations.checkpoint
        where user_id = @userId and integration_id = @integrationId
        """;

    private const string Upsert = """
        insert into integrations.checkpoint (user_id, integration_id, value, updated_at)
        values (@userId, @integrationId, @value, @now)
        on conflict (user_id, integration_id) do update set value = excluded.value, updated_at = excluded.updated_at
        """;

    private const string Delete = """
        delete from integrations.checkpoint
        where user_id = @userId and integration_id = @integrationId
        """;
}
