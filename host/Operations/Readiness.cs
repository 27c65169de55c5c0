using Daybook.Host.Start;
using Daybook.Migrations;
using Dapper;
using Npgsql;

namespace Daybook.Host.Operations;

/// <summary>Why the host cannot work now, as sentences; empty when it can.</summary>
internal sealed class Readiness(NpgsqlDataSource source, DatabaseAddress address, IConfiguration settings)
{
    public const int OldestPostgres = 150000;
    private const string Away = "The database cannot be reached.";
    private const string Refused = "The database refuses the connection.";

    public static void Add(IServiceCollection services) => services.AddSingleton<Readiness>();

    public async Task<IReadOnlyList<string>> ReasonsAsync(CancellationToken ct)
    {
        // A pooled connection may be dead since the server restarted: only the second failure counts.
        var reasons = await LookAsync(ct);
        return reasons is [Away or Refused, ..] ? await LookAsync(ct) : reasons;
    }

    private async Task<IReadOnlyList<string>> LookAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(5));
        try
        {
            await using var connection = await source.OpenConnectionAsync(limit.Token);
            var server = await connection.QuerySingleAsync<Server>(new CommandDefinition(ServerSql, cancellationToken: limit.Token));
            var reasons = new List<string>();
            if (server.Version < OldestPostgres) reasons.Add($"PostgreSQL {server.Version / 10000} is too old: 15 is the oldest that Daybook runs on.");
            if (server.SynchronousCommit == "off")
                reasons.Add("The database runs with synchronous_commit=off: what Daybook acknowledges could be lost.");
            if (server.Fsync == "off" && !settings.GetValue("Daybook:AllowUnsafeDatabase", false))
                reasons.Add("The database runs with fsync=off: a power cut could destroy it.");
            if (server.ReadOnly) reasons.Add("The database takes no writes (standby or read-only).");
            var pending = await Migrator.PendingAsync(address.ConnectionString, limit.Token);
            if (pending.Count > 0) reasons.Add($"The database lacks {pending.Count} step(s) of the schema: {string.Join(", ", pending)}. Run daybook-migrate up.");
            return reasons;
        }
        catch (Exception failure) when (failure is NpgsqlException or OperationCanceledException or TimeoutException && !ct.IsCancellationRequested)
        {
            return failure is PostgresException refused ? [Refused, $"PostgreSQL says {refused.SqlState}."] : [Away];
        }
    }

    private sealed record Server(int Version, string SynchronousCommit, string Fsync, bool ReadOnly);

    private const string ServerSql = """
        select current_setting('server_version_num')::int as version, current_setting('synchronous_commit') as synchronous_commit,
               current_setting('fsync') as fsync, pg_is_in_recovery() or current_setting('default_transaction_read_only') = 'on' as read_only
        """;
}
