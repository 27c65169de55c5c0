using Daybook.Migrations;
using Npgsql;
using Xunit;

namespace Daybook.Testing;

/// <summary>A fresh, migrated database for a test class, made from a template, dropped afterwards.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private static readonly SemaphoreSlim TemplateGate = new(1, 1);
    private static string? template;
    private readonly string name = $"daybook_test_{Guid.CreateVersion7():n}";

    private readonly List<string> further = [];
    private string server = "";

    public string ConnectionString { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.ConnectionStringAsync();
        await TemplateGate.WaitAsync();
        try
        {
            if (template is null)
            {
                var fresh = $"daybook_template_{Guid.CreateVersion7():n}";
                await ExecuteAsync(server, $"create database {fresh}");
                await Migrator.UpAsync(For(server, fresh), CancellationToken.None);
                await using (var pool = new NpgsqlConnection(For(server, fresh))) NpgsqlConnection.ClearPool(pool);
                AppDomain.CurrentDomain.ProcessExit += (_, _) => DropTemplate(server, fresh);
                template = fresh;
            }
        }
        finally
        {
            TemplateGate.Release();
        }

        await ExecuteAsync(server, $"create database {name} template {template}");
        ConnectionString = For(server, name);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var database in further.Append(name)) await ExecuteAsync(server, $"drop database if exists {database} with (force)");
    }

    /// <summary>A further database on the same server, empty; dropped with the fixture.</summary>
    public async Task<string> EmptyDatabaseAsync()
    {
        var more = $"{name}_{further.Count}";
        further.Add(more);
        await ExecuteAsync(server, $"create database {more}");
        return For(server, more);
    }

    /// <summary>A further database on the same server, migrated and empty of data; dropped with the fixture.</summary>
    public async Task<string> CopyAsync()
    {
        var more = $"{name}_{further.Count}";
        further.Add(more);
        await ExecuteAsync(server, $"create database {more} template {template}");
        return For(server, more);
    }

    private static void DropTemplate(string server, string database)
    {
        try
        {
            using var connection = new NpgsqlConnection(server);
            connection.Open();
            using var command = new NpgsqlCommand($"drop database if exists {database} with (force)", connection);
            command.ExecuteNonQuery();
        }
        catch (NpgsqlException)
        {
            // A throw-away server has ended before: its databases went with it.
        }
    }

    private static string For(string server, string database) => new NpgsqlConnectionStringBuilder(server) { Database = database }.ConnectionString;

    private static async Task ExecuteAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
