using Dapper;
using Daybook.Kernel.Database;
using Npgsql;

namespace Daybook.Insights.Notices.Settings;

/// <summary>The one writer of insights.notice_setting, and its reader.</summary>
internal sealed class NoticeSettingStore(Db db)
{
    /// <summary>The settings, and the last local day whose digest went out.</summary>
    public async Task<(NoticeSettings Settings, DateOnly? DigestDay)> FindAsync(int userId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var (settings, day) = await connection.QuerySingleOrDefaultAsync<(string?, DateOnly?)>(new CommandDefinition(Select, new { userId }, cancellationToken: ct));
        return (settings is null ? NoticeSettings.Default : NoticeSettings.Read(settings), day);
    }

    public Task WriteAsync(NpgsqlTransaction tx, int userId, NoticeSettings settings, DateTimeOffset now, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(Upsert, new { userId, settings = settings.Write(), now }, tx, cancellationToken: ct));

    /// <summary>Whether this caller may send the day's digest: once, of any number of hosts.</summary>
    public async Task<bool> ClaimDigestAsync(NpgsqlTransaction tx, int userId, DateOnly day, DateTimeOffset now, CancellationToken ct) =>
        await tx.Connection!.ExecuteAsync(new CommandDefinition(Claim, new { userId, day, settings = NoticeSettings.Default.Write(), now }, tx, cancellationToken: ct)) == 1;

    /// <summary>Two hosts that look at one person at the same time tell them once: the second waits, and finds it told.</summary>
    public Task LockAsync(NpgsqlTransaction tx, int userId, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(Lock, new { userId }, tx, cancellationToken: ct));

    private const string Select = "select settings, digest_day from insights.notice_setting where user_id = @userId";

    private const string Upsert = """
        insert into insights.notice_setting (user_id, settings, updated_at) values (@userId, @settings, @now)
        on conflict (user_id) do update set settings = excluded.settings, updated_at = excluded.updated_at
        """;

    private const string Claim = """
        insert into insights.notice_setting as known (user_id, settings, digest_day, updated_at) values (@userId, @settings, @day, @now)
        on conflict (user_id) do update set digest_day = excluded.digest_day where known.digest_day is null or known.digest_day <> excluded.digest_day
        """;

    private const string Lock = "select pg_advisory_xact_lock(5100, @userId)";
}
