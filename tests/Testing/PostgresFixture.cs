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

    public string ConnectionString { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var server = Server();
        await TemplateGate.WaitAsync();
        try
        {
            if (template is null)
            {
                var fresh = $"daybook_template_{Guid.CreateVersion7():n}";
                await ExecuteAsync(server, $"create database {fresh}");
                await Migrator.UpAsync(For(server, fresh), CancellationToken.None);
                NpgsqlConnection.ClearAllPools();
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

    public async ValueTask DisposeAsync() => await ExecuteAsync(Server(), $"drop database if exists {name} with (force)");

    private static string Server() =>
        Environment.GetEnvironmentVariable("DAYBOOK_TEST_DATABASE") ?? throw new InvalidOperationException("Set DAYBOOK_TEST_DATABASE.");

    private static string For(string server, string database) => new NpgsqlConnectionStringBuilder(server) { Database = database }.ConnectionString;

    private static async Task ExecuteAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
