using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Daybook.Host.Postgres;

/// <summary>
/// The embedded PostgreSQL: loopback only, password needed, safe settings. Runs detached from the terminal, so that Ctrl-C reaches
/// the host first, which then stops it; a server that outlived a killed host is stopped and started again.
/// </summary>
internal sealed class EmbeddedServer(Cluster cluster, Binaries binaries, ServerUser user, DataLock hold) : IAsyncDisposable
{
    private const int Tries = 5;
    private readonly SemaphoreSlim gate = new(1, 1);
    private int pid;
    private int port;
    private bool stopped;

    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1", Port = port, Username = Cluster.Role, Password = cluster.Password, Database = database, MaxPoolSize = 60,
        Timeout = 15, ApplicationName = "daybook",
    }.ConnectionString;

    /// <summary>Starts the server on the files in <paramref name="data"/>, made when they are not there. Throws <see cref="StartFailure"/>.</summary>
    public static async Task<EmbeddedServer> StartAsync(string data, string? binariesSetting, Action<string> say, CancellationToken ct)
    {
        var hold = DataLock.Take(data);
        try
        {
            var user = ServerUser.Current();
            var binaries = await Binaries.FindAsync(binariesSetting, user, ct);
            var cluster = new Cluster(data, binaries, user, say);
            await cluster.PrepareAsync(ct);
            var server = new EmbeddedServer(cluster, binaries, user, hold);
            if (cluster.RunningServer() is not null)
            {
                say("The database of an earlier run is still up; it is started afresh.");
                await server.StopServerAsync();
            }

            await server.StartServerAsync(ct);
            return server;
        }
        catch
        {
            hold.Dispose();
            throw;
        }
    }

    /// <summary>Makes the database when it is not there.</summary>
    public async Task CreateDatabaseAsync(CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync(ct);
        await using var ask = new NpgsqlCommand("select exists (select 1 from pg_database where datname = 'daybook')", connection);
        if (await ask.ExecuteScalarAsync(ct) is true) return;
        await using var make = new NpgsqlCommand("create database daybook", connection);
        await make.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Starts the server again on its port when it died. True when it had to.</summary>
    public async Task<bool> ReviveAsync(CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            if (stopped || cluster.IsServer(pid)) return false;
            cluster.RunningServer();
            await StartServerAsync(ct);
            return true;
        }
        finally
        {
            gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await gate.WaitAsync();
        stopped = true;
        NpgsqlConnection.ClearAllPools();
        await StopServerAsync();
        hold.Dispose();
        gate.Dispose();
    }

    private async Task StartServerAsync(CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (port == 0 || attempt > 1) port = FreePort();
            var mark = File.Exists(cluster.Log) ? new FileInfo(cluster.Log).Length : 0;
            var started = await Command.RunAsync(
                user.Command(binaries.PgCtl, "start", "-D", cluster.ServerFolder, "-w", "-t", "120", "-l", cluster.Log, "-o", Options(port)), TimeSpan.FromSeconds(150), ct);
            if (started.Ok)
            {
                pid = cluster.RunningServer() ?? throw new StartFailure("The database ended right after its start.");
                return;
            }

            var log = File.Exists(cluster.Log) ? (await File.ReadAllTextAsync(cluster.Log, ct))[(int)mark..].Trim() : "";
            if (attempt < Tries && log.Contains("could not bind", StringComparison.Ordinal)) continue;
            throw new StartFailure($"The database did not start. It says: {string.Join(" / ", log.Split('\n').TakeLast(5))} {started.Output}");
        }
    }

    private async Task StopServerAsync()
    {
        var limit = TimeSpan.FromSeconds(45);
        var stop = await Command.RunAsync(user.Command(binaries.PgCtl, "stop", "-D", cluster.ServerFolder, "-m", "fast", "-w", "-t", "30"), limit, CancellationToken.None);
        if (!stop.Ok && cluster.RunningServer() is not null)
            await Command.RunAsync(user.Command(binaries.PgCtl, "stop", "-D", cluster.ServerFolder, "-m", "immediate", "-w", "-t", "30"), limit, CancellationToken.None);
    }

    // No socket files: their paths have a length limit, and loopback with a password serves everywhere alike.
    private static string Options(int port) => string.Join(' ',
        [
            $"-p {port.ToString(CultureInfo.InvariantCulture)}", "-c listen_addresses=127.0.0.1", "-c unix_socket_directories=",
            "-c fsync=on", "-c synchronous_commit=on", "-c full_page_writes=on", "-c max_connections=120", "-c shared_buffers=128MB",
            "-c max_wal_size=1GB", "-c log_min_messages=warning", "-c timezone=UTC", "-c log_timezone=UTC",
        ]);

    private static int FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }
}
