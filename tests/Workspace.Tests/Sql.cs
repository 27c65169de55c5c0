using Dapper;
using Daybook.Testing;
using Npgsql;

namespace Daybook.Workspace.Tests;

internal static class Sql
{
    public static Task<long> CountAsync(PostgresFixture postgres, string sql, object? args = null) => ReadAsync<long>(postgres, sql, args);

    public static async Task<T> ReadAsync<T>(PostgresFixture postgres, string sql, object? args = null)
    {
        await using var connection = new NpgsqlConnection(postgres.ConnectionString);
        return await connection.QuerySingleAsync<T>(sql, args);
    }

    public static async Task<int> RunAsync(PostgresFixture postgres, string sql, object? args = null)
    {
        await using var connection = new NpgsqlConnection(postgres.ConnectionString);
        return await connection.ExecuteAsync(sql, args);
    }
}
