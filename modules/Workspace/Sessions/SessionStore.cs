using System.Buffers.Text;
using System.Security.Cryptography;
using Dapper;
using Daybook.Kernel.Database;
using Daybook.Workspace.Secrets;
using Npgsql;

namespace Daybook.Workspace.Sessions;

/// <summary>The person behind a session's cookie, as of this request.</summary>
internal sealed record LiveSession
{
    public Guid Id { get; init; }
    public int UserId { get; init; }
    public Guid WorkspaceId { get; init; }
    public string Role { get; init; } = "";
    public DateTimeOffset LastSeenAt { get; init; }
}

/// <summary>Writes workspace.session. A session lives 30 days after its last use and 90 days at most; only its hash is kept.</summary>
internal sealed class SessionStore(Db db, Pepper pepper, TimeProvider time)
{
    public static readonly TimeSpan Longest = TimeSpan.FromDays(90);
    private static readonly TimeSpan Idle = TimeSpan.FromDays(30);
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(5);

    /// <summary>Makes a session and answers the secret for the cookie.</summary>
    public async Task<string> CreateAsync(NpgsqlTransaction tx, int userId, string? userAgent, string? address, CancellationToken ct)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = time.GetUtcNow();
        var agent = userAgent is { Length: > 300 } ? userAgent[..300] : userAgent;
        var row = new { Id = Guid.CreateVersion7(), userId, Hash = HashOf(secret), now, ExpiresAt = now + Idle, agent, address };
        await tx.Connection!.ExecuteAsync(new CommandDefinition(InsertSession, row, tx, cancellationToken: ct));
        return secret;
    }

    public async Task<LiveSession?> FindAsync(string secret, CancellationToken ct)
    {
        if (secret.Length != 43) return null;
        var now = time.GetUtcNow();
        await using var connection = await db.OpenAsync(ct);
        var found = await connection.QuerySingleOrDefaultAsync<LiveSession>(
            new CommandDefinition(FindSession, new { Hash = HashOf(secret), now }, cancellationToken: ct));
        if (found is not null && now - found.LastSeenAt > SeenEvery)
        {
            var seen = new { found.Id, now, ExpiresAt = now + Idle, Longest };
            await connection.ExecuteAsync(new CommandDefinition(MarkSeen, seen, cancellationToken: ct));
        }

        return found;
    }

    /// <summary>Ends one session of the person; false when there is no such session.</summary>
    public async Task<bool> EndAsync(NpgsqlTransaction tx, int userId, Guid sessionId, CancellationToken ct) =>
        await tx.Connection!.ExecuteAsync(new CommandDefinition(DeleteSession, new { userId, sessionId }, tx, cancellationToken: ct)) > 0;

    /// <summary>Ends the session of this cookie, whoever's it is: signing in over an old session never keeps the old one.</summary>
    public Task EndAsync(NpgsqlTransaction tx, string secret, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(DeleteByHash, new { Hash = HashOf(secret) }, tx, cancellationToken: ct));

    public Task EndAllAsync(NpgsqlTransaction tx, int userId, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(DeleteAll, new { userId }, tx, cancellationToken: ct));

    public async Task SweepAsync(CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(DeleteExpired, new { Now = time.GetUtcNow() }, cancellationToken: ct));
    }

    private byte[] HashOf(string secret) => pepper.Hash("session", secret);

    private const string InsertSession = """
        insert into workspace.session (id, user_id, hash, created_at, last_seen_at, expires_at, user_agent, address)
        values (@Id, @userId, @Hash, @now, @now, @ExpiresAt, @agent, @address)
        """;

    private const string FindSession = """
        select s.id, s.user_id, m.workspace_id, m.role, s.last_seen_at
        from workspace.session s
        join workspace.user u on u.user_id = s.user_id
        join workspace.member m on m.user_id = u.user_id and m.workspace_id = u.workspace_id
        where s.hash = @Hash and s.expires_at > @now
        """;

    private const string MarkSeen = """
        update workspace.session set last_seen_at = @now, expires_at = least(@ExpiresAt, created_at + @Longest) where id = @Id
        """;

    private const string DeleteSession = "delete from workspace.session where user_id = @userId and id = @sessionId";
    private const string DeleteByHash = "delete from workspace.session where hash = @Hash";
    private const string DeleteAll = "delete from workspace.session where user_id = @userId";
    private const string DeleteExpired = "delete from workspace.session where expires_at <= @Now";
}
