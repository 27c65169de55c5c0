using Dapper;
using Daybook.Kernel.Database;

namespace Daybook.Ingest.ActivityWatch.Server;

/// <summary>Reads and writes ingest.aw_setting: what ActivityWatch's own pages remember for a person, as JSON by key.</summary>
internal sealed class SettingStore(Db db)
{
    public async Task<IReadOnlyList<(string Key, string Value)>> ListAsync(int userId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return (await connection.QueryAsync<(string Key, string Value)>(new CommandDefinition(List, new { userId }, cancellationToken: ct))).AsList();
    }

    public async Task<string?> FindAsync(int userId, string key, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(Find, new { userId, key }, cancellationToken: ct));
    }

    /// <summary>False when the person has as many as one may have.</summary>
    public async Task<bool> SetAsync(int userId, string key, string value, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.ExecuteAsync(new CommandDefinition(Set, new { userId, key, value }, cancellationToken: ct)) == 1;
    }

    public async Task RemoveAsync(int userId, string key, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(Remove, new { userId, key }, cancellationToken: ct));
    }

    private const string List = "select key, value from ingest.aw_setting where user_id = @userId order by key";
    private const string Find = "select value from ingest.aw_setting where user_id = @userId and key = @key";
    private const string Remove = "delete from ingest.aw_setting where user_id = @userId and key = @key";

    private const string Set = """
        insert into ingest.aw_setting (user_id, key, value)
        select @userId, @key, @value
        where exists (select 1 from ingest.aw_setting where user_id = @userId and key = @key)
            or (select count(*) from ingest.aw_setting where user_id = @userId) < 500
        on conflict (user_id, key) do update set value = excluded.value
        """;
}
