using System.Diagnostics;
using System.Globalization;
using Dapper;
using Daybook.Host.Postgres;
using Daybook.Migrations;
using Npgsql;

namespace Daybook.Host.Tests.Storm.Ledger;

/// <summary>A PostgreSQL of a test's own, with safe settings, that may be killed like lightning strikes, and looked into afterwards.</summary>
internal sealed class StormDatabase(EmbeddedServer server, string folder) : IAsyncDisposable
{
    public string ConnectionString { get; } = server.ConnectionString("daybook");

    public static async Task<StormDatabase> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("daybook-storm-").FullName;
        var server = await EmbeddedServer.StartAsync(folder, null, _ => { }, CancellationToken.None);
        await server.CreateDatabaseAsync(CancellationToken.None);
        await Migrator.UpAsync(server.ConnectionString("daybook"), CancellationToken.None);
        return new StormDatabase(server, folder);
    }

    /// <summary>Kills the server (its children end with it) and starts it again on the same port.</summary>
    public async Task StrikeAsync(TimeSpan away)
    {
        var pid = int.Parse(File.ReadLines(Path.Combine(folder, "postgres", "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        using (var process = Process.GetProcessById(pid))
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        await Task.Delay(away);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await server.ReviveAsync(CancellationToken.None);
                return;
            }
            catch (StartFailure) when (attempt < 10)
            {
                // Its children take a moment to see that it is dead, and hold its memory until then.
                await Task.Delay(200);
            }
        }
    }

    /// <summary>
    /// From now on commits are acknowledged before they are on disk, and stay in memory for long. As a setting of the database: the server's own were
    /// given at its start and stand above its files. Who is connected already has the old one, so they are cut off.
    /// </summary>
    public Task AcknowledgeEarlyAsync() => ExecuteAsync(
        "alter system set wal_writer_delay = 10000", "alter system set wal_writer_flush_after = '1GB'", "select pg_reload_conf()",
        "alter database daybook set synchronous_commit = off",
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'daybook' and pid <> pg_backend_pid()");

    public async Task ExecuteAsync(params string[] statements)
    {
        await using var connection = await OpenAsync();
        foreach (var statement in statements) await connection.ExecuteAsync(statement);
    }

    /// <summary>What is stored, by its name in the ledger, with how often it is there.</summary>
    public async Task<Dictionary<string, long>> StoredAsync()
    {
        await using var connection = await OpenAsync();
        return (await connection.QueryAsync<(string Name, long Times)>(Stored, commandTimeout: 120)).ToDictionary(row => row.Name, row => row.Times, StringComparer.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        NpgsqlConnection.ClearAllPools();
        var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    // The senders give every event a name of its own in a text that is stored: a title or a file.
    private const string Stored = """
        select coalesce(context.title, context.file), count(*)
        from ingest.sample as sample
        join ingest.context as context on context.user_id = sample.user_id and context.hash = sample.context
        group by 1
        """;
}
