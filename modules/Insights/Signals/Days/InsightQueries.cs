using System.Text.Json;
using Dapper;
using Daybook.Insights.Signals.Rules;
using Daybook.Kernel.Database;
using Npgsql;

namespace Daybook.Insights.Signals.Days;

/// <summary>Reads a person's insights, the latest first.</summary>
internal sealed class InsightQueries(Db db)
{
    public async Task<Insight?> FindAsync(int userId, Guid insightId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return (await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(SelectOne, new { userId, insightId }, cancellationToken: ct)))?.Insight;
    }

    public async Task<IReadOnlyList<Insight>> FindAsync(int userId, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(SelectSome, new { userId, ids = ids.ToArray() }, cancellationToken: ct));
        return [.. rows.Select(row => row.Insight)];
    }

    /// <param name="after">The last one of the page before.</param>
    /// <param name="resolved">Also those that hold no longer.</param>
    public async Task<IReadOnlyList<Insight>> ListAsync(
        int userId, DateOnly start, DateOnly end, string? kind, bool resolved, bool muted, Insight? after, int limit, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            Select, new { userId, start, end, kind, resolved, muted, now, limit, afterDay = after?.Day ?? DateOnly.MaxValue, afterId = after?.Id ?? Guid.AllBitsSet }, cancellationToken: ct));
        return [.. rows.Select(row => row.Insight)];
    }

    /// <summary>What has not been told yet, and is not muted.</summary>
    public async Task<IReadOnlyList<Insight>> WaitingAsync(int userId, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(SelectWaiting, new { userId, now }, cancellationToken: ct));
        return [.. rows.Select(row => row.Insight)];
    }

    /// <summary>Everybody of whom something has not been told.</summary>
    public async Task<IReadOnlyList<int>> WaitingPeopleAsync(CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return (await connection.QueryAsync<int>(new CommandDefinition(SelectWaitingPeople, cancellationToken: ct))).AsList();
    }

    /// <summary>What holds around this day.</summary>
    public async Task<Standing> StandingAsync(int userId, DateOnly day, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var keys = await connection.QueryAsync<string>(new CommandDefinition(SelectStanding, new { userId, day }, cancellationToken: ct));
        return new Standing(keys.ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>The tasks that are known to be over their estimate, whenever that was.</summary>
    public async Task<IReadOnlyList<Insight>> OverrunsAsync(int userId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(SelectOverruns, new { userId }, cancellationToken: ct))).Select(row => row.Insight)];
    }

    public async Task<IReadOnlyList<Mute>> MutesAsync(int userId, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var rows = await connection.QueryAsync<MuteRow>(new CommandDefinition(SelectMutes, new { userId, now }, cancellationToken: ct));
        return [.. rows.Select(row => new Mute(row.Kind, row.Until))];
    }

    /// <summary>The kinds the person asked for that are off otherwise.</summary>
    public async Task<IReadOnlyList<string>> AskedAsync(int userId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return (await connection.QueryAsync<string>(new CommandDefinition(SelectAsked, new { userId }, cancellationToken: ct))).AsList();
    }

    private sealed record MuteRow
    {
        public string Kind { get; init; } = "";
        public DateTimeOffset? Until { get; init; }
    }

    private sealed record Row
    {
        public Guid InsightId { get; init; }
        public string Kind { get; init; } = "";
        public string Scope { get; init; } = "";
        public string Span { get; init; } = "";
        public DateOnly Day { get; init; }
        public short Band { get; init; }
        public string Numbers { get; init; } = "{}";
        public Guid[] Blocks { get; init; } = [];
        public bool Open { get; init; }
        public bool DigestOnly { get; init; }
        public short ToldBand { get; init; }
        public short DigestBand { get; init; }
        public DateTimeOffset RaisedAt { get; init; }
        public DateTimeOffset ChangedAt { get; init; }
        public DateTimeOffset? ResolvedAt { get; init; }
        public DateTimeOffset? ReadAt { get; init; }
        public bool? Useful { get; init; }

        public Insight Insight => new(
            InsightId, Kind, Scope, Span, Day, Band, JsonSerializer.Deserialize<Dictionary<string, double>>(Numbers)!, Blocks, Open, DigestOnly, ToldBand, DigestBand,
            RaisedAt, ChangedAt, ResolvedAt, ReadAt, Useful);
    }

    private const string SelectOne = "select * from insights.insight where user_id = @userId and insight_id = @insightId";

    private const string SelectSome = """
        select * from insights.insight where user_id = @userId and insight_id = any(@ids) order by band desc, day desc, insight_id
        """;

    private const string Select = """
        select * from insights.insight i
        where user_id = @userId and day between @start and @end and (@kind::text is null or kind = @kind) and (@resolved or open)
            and (@muted or not exists (select from insights.signal_mute m where m.user_id = i.user_id and m.kind = i.kind and (m.until is null or m.until > @now)))
            and (day, insight_id) < (@afterDay, @afterId)
        order by day desc, insight_id desc limit @limit
        """;

    private const string SelectWaiting = """
        select * from insights.insight i
        where user_id = @userId and open and (told_band < band or digest_band < band)
            and not exists (select from insights.signal_mute m where m.user_id = i.user_id and m.kind = i.kind and (m.until is null or m.until > @now))
        order by band desc, raised_at, insight_id limit 100
        """;

    private const string SelectWaitingPeople = """
        select distinct user_id from insights.insight where open and (told_band < band or digest_band < band) order by user_id
        """;

    private const string SelectStanding = """
        select insight_key from insights.insight where user_id = @userId and open and day between @day - 8 and @day + 8
        """;

    private const string SelectOverruns = "select * from insights.insight where user_id = @userId and kind = 'estimate_overrun' and open order by insight_id";

    private const string SelectAsked = "select kind from insights.signal_asked where user_id = @userId order by kind";

    private const string SelectMutes = """
        select kind, until from insights.signal_mute where user_id = @userId and (until is null or until > @now) order by kind
        """;
}
