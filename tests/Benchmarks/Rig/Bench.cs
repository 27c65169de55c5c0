using Dapper;
using Daybook.Migrations;
using Npgsql;

namespace Daybook.Benchmarks.Rig;

/// <summary>
/// A private PostgreSQL (the script that starts the bench brings it: fsync and synchronous_commit on), a database on it, and the release
/// host as a child process. Limits per device and person are lifted: they would be what is measured.
/// </summary>
internal sealed class Bench : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("daybook-bench-");
    private readonly string admin;
    private readonly string database = $"daybook_bench_{Guid.CreateVersion7():n}";

    private Bench(Arguments options, string admin)
    {
        (Options, this.admin) = (options, admin);
        // What the embedded server gives the host.
        ConnectionString = new NpgsqlConnectionStringBuilder(admin) { Database = database, MaxPoolSize = 60 }.ConnectionString;
        Source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(ConnectionString) { MaxPoolSize = 80, CommandTimeout = 300 });
    }

    public Arguments Options { get; }
    public string ConnectionString { get; }
    public NpgsqlDataSource Source { get; }
    public HostProcess Host { get; private set; } = null!;
    public Account Owner { get; private set; } = null!;
    public string DataFolder => folder.FullName;

    public static string HostAssembly => Environment.GetEnvironmentVariable("DAYBOOK_BENCH_HOST") is { Length: > 0 } path
        ? path : throw new InvalidOperationException("Start the bench with build/bench: DAYBOOK_BENCH_HOST names no host.");

    public static async Task<Bench> StartAsync(Arguments options, CancellationToken ct)
    {
        var server = Environment.GetEnvironmentVariable("DAYBOOK_TEST_DATABASE") is { Length: > 0 } given
            ? given : throw new InvalidOperationException("Start the bench with build/bench: DAYBOOK_TEST_DATABASE names no PostgreSQL.");
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        var bench = new Bench(options, server);
        await using (var connection = new NpgsqlConnection(server))
        {
            await connection.OpenAsync(ct);
            var unsafeSettings = await connection.QuerySingleAsync<string>(
                "select current_setting('fsync') || current_setting('synchronous_commit') || current_setting('full_page_writes')");
            if (unsafeSettings != "ononon") throw new InvalidOperationException("This PostgreSQL does not keep what it acknowledges; figures on it mean nothing.");
            await connection.ExecuteAsync($"create database {bench.database}");
        }

        await Migrator.UpAsync(bench.ConnectionString, ct);
        await bench.RestartHostAsync(derive: false, ct);
        bench.Owner = await Account.SetupAsync(bench, ct);
        return bench;
    }

    /// <summary>The host anew. Derivation runs only where a measurement asks for it, so that ingest is not measured against its own reader.</summary>
    public async Task RestartHostAsync(bool derive, CancellationToken ct, params (string Name, string Value)[] more)
    {
        await StopHostAsync();
        Host = await StartHostAsync(ConnectionString, derive, ct, more);
    }

    public async Task StopHostAsync()
    {
        if (Host is not null) await Host.DisposeAsync();
    }

    /// <summary>One more host, on this or another database.</summary>
    public Task<HostProcess> StartHostAsync(string connectionString, bool derive, CancellationToken ct, params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ConnectionStrings:Daybook"] = connectionString,
            ["Ingest:DeviceBurst"] = "10000000", ["Ingest:DevicePerSecond"] = "1000000",
            ["Ingest:UserBurst"] = "10000000", ["Ingest:UserPerSecond"] = "1000000",
            ["Kernel:Schedules"] = "false",
        };
        if (!derive) settings["Kernel:Workers"] = "0";
        foreach (var (name, value) in more) settings[name] = value;
        return HostProcess.StartAsync(HostAssembly, ["--no-browser", "--port", "0", "--data", folder.FullName], settings, ct);
    }

    /// <summary>
    /// A copy of the database, for measurements that compare two contents in turn. Nobody may be connected to this one meanwhile: the host is
    /// stopped, and who asks for the copy starts it again.
    /// </summary>
    public async Task<DatabaseCopy> CopyAsync(CancellationToken ct)
    {
        await StopHostAsync();
        Source.Clear();
        NpgsqlConnection.ClearAllPools();
        var name = $"daybook_bench_{Guid.CreateVersion7():n}";
        await using var connection = new NpgsqlConnection(admin);
        await connection.OpenAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition($"create database {name} template {database} strategy file_copy", commandTimeout: 600, cancellationToken: ct));
        return new DatabaseCopy(admin, name);
    }

    public async Task<T> AskAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = await Source.OpenConnectionAsync();
        return (await connection.ExecuteScalarAsync<T>(new CommandDefinition(sql, parameters, commandTimeout: 600)))!;
    }

    public async Task DoAsync(string sql, object? parameters = null)
    {
        await using var connection = await Source.OpenConnectionAsync();
        await connection.ExecuteAsync(new CommandDefinition(sql, parameters, commandTimeout: 900));
    }

    /// <summary>Empties what samples fill, so that every measurement begins alike.</summary>
    public Task ClearSamplesAsync() => DoAsync("truncate ingest.sample, ingest.sample_clock, ingest.context, ingest.boot, platform.day_work; checkpoint");

    /// <summary>What autovacuum would do sooner or later.</summary>
    public static async Task VacuumAsync(string connectionString, params string[] tables)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        foreach (var table in tables) await connection.ExecuteAsync(new CommandDefinition($"vacuum analyze {table}", commandTimeout: 600));
    }

    public Task VacuumAsync(params string[] tables) => VacuumAsync(ConnectionString, tables);

    /// <summary>Everything of the database is written and out of PostgreSQL's memory: what is read next is cold, for whoever reads it.</summary>
    public Task CoolAsync() => DoAsync("create extension if not exists pg_buffercache; select pg_buffercache_evict_all()");

    public async ValueTask DisposeAsync()
    {
        if (Host is not null) await Host.DisposeAsync();
        await Source.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await using (var connection = new NpgsqlConnection(admin))
        {
            await connection.OpenAsync();
            await connection.ExecuteAsync($"drop database if exists {database} with (force)");
        }

        folder.Delete(recursive: true);
    }
}
