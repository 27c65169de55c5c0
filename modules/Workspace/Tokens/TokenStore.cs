using Dapper;
using Daybook.Kernel.Database;
using Daybook.Workspace.Secrets;
using Npgsql;

namespace Daybook.Workspace.Tokens;

/// <summary>A token to be made. A device's token names no workspace: it follows its owner.</summary>
internal sealed record TokenOrder(int UserId, Guid? WorkspaceId, int? DeviceId, string Name, IReadOnlyList<string> Scopes, TimeSpan Life);

/// <summary>A token just made; <paramref name="Secret"/> is shown this once.</summary>
internal sealed record MintedToken(Guid Id, string Prefix, string Secret, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);

/// <summary>An editor's key just made; <paramref name="Key"/> is shown this once.</summary>
internal sealed record MintedKey(Guid Id, string Key, DateTimeOffset CreatedAt);

/// <summary>Whose token it is, as of this request.</summary>
internal sealed record LiveToken
{
    public Guid Id { get; init; }
    public int UserId { get; init; }
    public Guid WorkspaceId { get; init; }
    public string Role { get; init; } = "";
    public int? DeviceId { get; init; }
    public string[] Scopes { get; init; } = [];
    public DateTimeOffset? LastUsedAt { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>
/// Writes workspace.token. A token that was found is remembered for seconds; a revoked one is refused by this host from the next request on, by
/// the others within a second.
/// </summary>
internal sealed class TokenStore(Db db, Pepper pepper, PersonChanges changes, TimeProvider time)
{
    private readonly RecentCache<(string Kind, string Hash), LiveToken> recent = new(changes, token => token.UserId);

    public static readonly TimeSpan UsualLife = TimeSpan.FromDays(365);
    private const string Editor = "editor";
    private static readonly string[] EditorScopes = [Tokens.Scopes.Editor];
    private static readonly TimeSpan UsedEvery = TimeSpan.FromMinutes(5);

    public async Task<MintedToken> MintAsync(NpgsqlTransaction tx, TokenOrder order, CancellationToken ct)
    {
        var kind = order.DeviceId is null ? "personal" : "device";
        var secret = TokenText.Create(order.DeviceId is null ? TokenText.Personal : TokenText.Device);
        var now = time.GetUtcNow();
        var token = new MintedToken(Guid.CreateVersion7(), secret[..TokenText.ShownLength], secret, now, now + order.Life);
        var row = new
        {
            token.Id, order.UserId, order.WorkspaceId, order.DeviceId, kind, order.Name, token.Prefix, Hash = HashOf(kind, secret),
            Scopes = order.Scopes.ToArray(), token.CreatedAt, token.ExpiresAt,
        };
        await tx.Connection!.ExecuteAsync(new CommandDefinition(InsertToken, row, tx, cancellationToken: ct));
        return token;
    }

    /// <summary>An editor's key: it works until it is revoked, follows its owner from workspace to workspace, and is shown this once.</summary>
    public async Task<MintedKey> MintEditorKeyAsync(NpgsqlTransaction tx, int userId, string name, CancellationToken ct)
    {
        var secret = EditorKey.Create();
        var key = new MintedKey(Guid.CreateVersion7(), secret, time.GetUtcNow());
        var row = new
        {
            key.Id, userId, WorkspaceId = (Guid?)null, DeviceId = (int?)null, kind = Editor, name, Prefix = secret[..EditorKey.ShownLength],
            Hash = HashOf(Editor, secret), Scopes = EditorScopes, key.CreatedAt, ExpiresAt = (DateTimeOffset?)null,
        };
        await tx.Connection!.ExecuteAsync(new CommandDefinition(InsertToken, row, tx, cancellationToken: ct));
        return key;
    }

    /// <summary>
    /// The token's owner, or null. A text that cannot be a token is refused without asking the database; an editor's key is one only where
    /// <paramref name="editors"/> says so.
    /// </summary>
    public async Task<LiveToken?> FindAsync(string token, bool editors, CancellationToken ct)
    {
        var kind = TokenText.IsWellFormed(token, TokenText.Personal) ? "personal"
            : TokenText.IsWellFormed(token, TokenText.Device) ? "device" : null;
        if (kind is null && editors && EditorKey.Normal(token) is { } key) (kind, token) = (Editor, key);
        if (kind is null) return null;
        var hash = HashOf(kind, token);
        var found = await recent.GetAsync((kind, Convert.ToBase64String(hash)), () => ReadAsync(kind, hash, ct));
        return found?.ExpiresAt <= time.GetUtcNow() ? null : found;
    }

    private async Task<LiveToken?> ReadAsync(string kind, byte[] hash, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var connection = await db.OpenAsync(ct);
        var found = await connection.QuerySingleOrDefaultAsync<LiveToken>(
            new CommandDefinition(FindToken, new { kind, Hash = hash, now }, cancellationToken: ct));
        if (found is not null && (found.LastUsedAt is null || now - found.LastUsedAt > UsedEvery))
        {
            var used = new { found.Id, now, Since = now - UsedEvery };
            await connection.ExecuteAsync(new CommandDefinition(MarkUsed, used, cancellationToken: ct));
        }

        return found;
    }

    /// <summary>Revokes one personal token of the person; false when there is none such.</summary>
    public Task<bool> RevokeAsync(NpgsqlTransaction tx, int userId, Guid tokenId, CancellationToken ct) => RevokeAsync(tx, userId, tokenId, "personal", ct);

    /// <summary>Revokes one editor key of the person; false when there is none such.</summary>
    public Task<bool> RevokeEditorKeyAsync(NpgsqlTransaction tx, int userId, Guid keyId, CancellationToken ct) => RevokeAsync(tx, userId, keyId, Editor, ct);

    private async Task<bool> RevokeAsync(NpgsqlTransaction tx, int userId, Guid tokenId, string kind, CancellationToken ct)
    {
        await changes.AnnounceAsync(tx, userId, ct);
        return await tx.Connection!.ExecuteAsync(
            new CommandDefinition(RevokeToken, new { userId, tokenId, kind, Now = time.GetUtcNow() }, tx, cancellationToken: ct)) > 0;
    }

    public async Task RevokeDeviceAsync(NpgsqlTransaction tx, int userId, int deviceId, CancellationToken ct)
    {
        await changes.AnnounceAsync(tx, userId, ct);
        await tx.Connection!.ExecuteAsync(
            new CommandDefinition(RevokeDevice, new { userId, deviceId, Now = time.GetUtcNow() }, tx, cancellationToken: ct));
    }

    /// <summary>Revokes the person's tokens of one workspace, which they leave.</summary>
    public async Task RevokeWorkspaceAsync(NpgsqlTransaction tx, int userId, Guid workspaceId, CancellationToken ct)
    {
        await changes.AnnounceAsync(tx, userId, ct);
        await tx.Connection!.ExecuteAsync(
            new CommandDefinition(RevokeWorkspace, new { userId, workspaceId, Now = time.GetUtcNow() }, tx, cancellationToken: ct));
    }

    /// <summary>Forgets tokens that ended more than 90 days ago.</summary>
    public async Task SweepAsync(CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(DeleteOld, new { Before = time.GetUtcNow().AddDays(-90) }, cancellationToken: ct));
    }

    private byte[] HashOf(string kind, string token) => pepper.Hash("token:" + kind, token);

    private const string InsertToken = """
        insert into workspace.token (id, user_id, workspace_id, device_id, kind, name, prefix, hash, scopes, created_at, expires_at)
        values (@Id, @UserId, @WorkspaceId, @DeviceId, @kind, @Name, @Prefix, @Hash, @Scopes, @CreatedAt, @ExpiresAt)
        """;

    private const string FindToken = """
        select t.id, t.user_id, m.workspace_id, m.role, t.device_id, t.scopes, t.last_used_at, t.expires_at
        from workspace.token t
        join workspace.user u on u.user_id = t.user_id
        join workspace.member m on m.user_id = t.user_id and m.workspace_id = coalesce(t.workspace_id, u.workspace_id)
        where t.kind = @kind and t.hash = @Hash and t.revoked_at is null and (t.expires_at is null or t.expires_at > @now)
        """;

    private const string MarkUsed = """
        update workspace.token set last_used_at = @now where id = @Id and (last_used_at is null or last_used_at < @Since)
        """;

    private const string RevokeToken = """
        update workspace.token set revoked_at = @Now
        where user_id = @userId and id = @tokenId and kind = @kind and revoked_at is null
        """;

    private const string RevokeDevice = """
        update workspace.token set revoked_at = @Now
        where user_id = @userId and kind = 'device' and device_id = @deviceId and revoked_at is null
        """;

    private const string RevokeWorkspace = """
        update workspace.token set revoked_at = @Now where user_id = @userId and workspace_id = @workspaceId and revoked_at is null
        """;

    private const string DeleteOld = "delete from workspace.token where least(revoked_at, expires_at) < @Before";
}
