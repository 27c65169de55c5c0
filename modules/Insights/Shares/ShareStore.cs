using Dapper;
using Daybook.Kernel.Database;

namespace Daybook.Insights.Shares;

/// <summary>Reads and writes insights.share.</summary>
internal sealed class ShareStore(Db db)
{
    public async Task<IReadOnlyList<ShareLink>> ListAsync(int userId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(SelectAll, new { userId }, cancellationToken: ct));
        return [.. rows.Select(row => row.ToShare())];
    }

    /// <summary>Whoever's it is: for callers who then prove that they know its link.</summary>
    public async Task<ShareLink?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return (await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(SelectOne, new { id }, cancellationToken: ct)))?.ToShare();
    }

    /// <summary>False when the person shares as much as one may.</summary>
    public async Task<bool> AddAsync(ShareLink share, CancellationToken ct)
    {
        var row = new
        {
            share.UserId, share.Id, Kind = Word(share.Kind), share.Label, Metric = Word(share.Metric), share.Value, share.Range,
            Fields = share.Fields.Select(Word).ToArray(), share.Salt, share.CreatedAt, share.ExpiresAt,
        };
        await using var connection = await db.OpenAsync(ct);
        return await connection.ExecuteAsync(new CommandDefinition(Insert, row, cancellationToken: ct)) > 0;
    }

    /// <summary>Another salt, and with it another link; the share as it is now, or null when it is gone.</summary>
    public async Task<ShareLink?> RenewAsync(int userId, Guid id, byte[] salt, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return (await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(Renew, new { userId, id, salt }, cancellationToken: ct)))?.ToShare();
    }

    public async Task<bool> DeleteAsync(int userId, Guid id, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.ExecuteAsync(new CommandDefinition(Delete, new { userId, id }, cancellationToken: ct)) > 0;
    }

    /// <summary>Notes that somebody looked; a badge on a busy page costs no write for every look.</summary>
    public async Task SeenAsync(ShareLink share, DateTimeOffset now, CancellationToken ct)
    {
        if (share.LastSeenAt is { } last && now - last < TimeSpan.FromMinutes(10)) return;
        await using var connection = await db.OpenAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(Seen, new { share.UserId, share.Id, now, Since = now.AddMinutes(-10) }, cancellationToken: ct));
    }

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    private sealed record Row
    {
        public Guid Id { get; init; }
        public int UserId { get; init; }
        public string Kind { get; init; } = "";
        public string Label { get; init; } = "";
        public string Metric { get; init; } = "";
        public string? Value { get; init; }
        public string Range { get; init; } = "";
        public string[] Fields { get; init; } = [];
        public byte[] Salt { get; init; } = [];
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset? ExpiresAt { get; init; }
        public DateTimeOffset? LastSeenAt { get; init; }

        public ShareLink ToShare() => new(
            Id, UserId, Enum.Parse<ShareKind>(Kind, true), Label, Enum.Parse<ShareMetric>(Metric, true), Value, Range,
            [.. Fields.Select(field => Enum.Parse<ShareField>(field, true))], Salt, CreatedAt, ExpiresAt, LastSeenAt);
    }

    private const string SelectAll = """
        select id, user_id, kind, label, metric, value, range, fields, salt, created_at, expires_at, last_seen_at
        from insights.share where user_id = @userId order by id desc
        """;

    private const string SelectOne = """
        select id, user_id, kind, label, metric, value, range, fields, salt, created_at, expires_at, last_seen_at
        from insights.share where id = @id
        """;

    private const string Insert = """
        insert into insights.share (user_id, id, kind, label, metric, value, range, fields, salt, created_at, expires_at)
        select @UserId, @Id, @Kind, @Label, @Metric, @Value, @Range, @Fields, @Salt, @CreatedAt, @ExpiresAt
        where (select count(*) from insights.share where user_id = @UserId) < 200
        """;

    private const string Renew = """
        update insights.share set salt = @salt, last_seen_at = null where user_id = @userId and id = @id
        returning id, user_id, kind, label, metric, value, range, fields, salt, created_at, expires_at, last_seen_at
        """;

    private const string Delete = "delete from insights.share where user_id = @userId and id = @id";

    private const string Seen = """
        update insights.share set last_seen_at = @now
        where user_id = @UserId and id = @Id and (last_seen_at is null or last_seen_at < @Since)
        """;
}
