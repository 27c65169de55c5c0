using Dapper;
using Daybook.Kernel.Database;
using Npgsql;

namespace Daybook.Insights.Notices.Bell;

/// <summary>Something the bell shows: one insight told at once, or a digest of several.</summary>
internal sealed record Notice(Guid Id, bool Digest, IReadOnlyList<Guid> Insights, DateTimeOffset CreatedAt, DateTimeOffset? ReadAt);

/// <summary>The one writer of insights.notice, and its reader.</summary>
internal sealed class NoticeStore(Db db)
{
    /// <param name="shown">Whether the bell shows it; what went over other channels only is kept as well, for it counts.</param>
    public Task AddAsync(NpgsqlTransaction tx, int userId, bool digest, IReadOnlyList<Guid> insights, bool shown, DateTimeOffset now, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(
            Insert, new { userId, noticeId = Guid.CreateVersion7(now), digest, insights = insights.ToArray(), shown, now }, tx, cancellationToken: ct));

    /// <summary>The latest first; those whose insights are all gone are not told of.</summary>
    public async Task<IReadOnlyList<Notice>> ListAsync(int userId, Guid? after, int limit, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(Select, new { userId, after = after ?? Guid.AllBitsSet, limit }, cancellationToken: ct));
        return [.. rows.Select(row => new Notice(row.NoticeId, row.Digest, row.Insights, row.CreatedAt, row.ReadAt))];
    }

    public async Task<int> UnreadAsync(int userId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(CountUnread, new { userId }, cancellationToken: ct));
    }

    /// <summary>How many interruptions since then, and the last one ever.</summary>
    public static async Task<(int Count, DateTimeOffset? Last)> ToldAsync(NpgsqlTransaction tx, int userId, DateTimeOffset since, CancellationToken ct) =>
        await tx.Connection!.QuerySingleAsync<(int, DateTimeOffset?)>(new CommandDefinition(CountTold, new { userId, since }, tx, cancellationToken: ct));

    /// <summary>Without ids: all.</summary>
    public Task<int> ReadAsync(NpgsqlTransaction tx, int userId, IReadOnlyList<Guid>? ids, DateTimeOffset now, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(MarkRead, new { userId, ids = ids?.ToArray(), now }, tx, cancellationToken: ct));

    private sealed record Row
    {
        public Guid NoticeId { get; init; }
        public bool Digest { get; init; }
        public Guid[] Insights { get; init; } = [];
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset? ReadAt { get; init; }
    }

    private const string Insert = """
        insert into insights.notice (user_id, notice_id, digest, insights, shown, created_at) values (@userId, @noticeId, @digest, @insights, @shown, @now)
        """;

    private const string Select = """
        select notice_id, digest, insights, created_at, read_at from insights.notice n
        where user_id = @userId and shown and notice_id < @after
            and exists (select from insights.insight i where i.user_id = n.user_id and i.insight_id = any(n.insights))
        order by notice_id desc limit @limit
        """;

    private const string CountUnread = """
        select count(*)::integer from insights.notice n
        where user_id = @userId and shown and read_at is null
            and exists (select from insights.insight i where i.user_id = n.user_id and i.insight_id = any(n.insights))
        """;

    private const string CountTold = """
        select (count(*) filter (where created_at >= @since))::integer, max(created_at) from insights.notice where user_id = @userId and not digest
        """;

    private const string MarkRead = """
        update insights.notice set read_at = @now where user_id = @userId and read_at is null and (@ids::uuid[] is null or notice_id = any(@ids))
        """;
}
