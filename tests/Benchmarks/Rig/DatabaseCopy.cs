using Dapper;
using Npgsql;

namespace Daybook.Benchmarks.Rig;

/// <summary>A second database of the bench's server; gone when it is disposed.</summary>
internal sealed class DatabaseCopy(string admin, string name) : IAsyncDisposable
{
    public string ConnectionString { get; } = new NpgsqlConnectionStringBuilder(admin) { Database = name, MaxPoolSize = 60, CommandTimeout = 600 }.ConnectionString;

    public async Task DoAsync(string sql, object? parameters = null)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await connection.ExecuteAsync(new CommandDefinition(sql, parameters, commandTimeout: 900));
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await using var connection = new NpgsqlConnection(admin);
        await connection.OpenAsync();
        await connection.ExecuteAsync($"drop database if exists {name} with (force)");
    }
}
