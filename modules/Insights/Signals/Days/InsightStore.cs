using System.Text.Json;
using Dapper;
using Daybook.Insights.Signals.Rules;
using Npgsql;

namespace Daybook.Insights.Signals.Days;

/// <summary>The one writer of insights.insight.</summary>
internal sealed class InsightStore
{
    private const int MostBlocks = 200;

    /// <summary>
    /// Raises what holds and resolves what does no longer. A band only rises; what was read is unread again when it does.
    /// </summary>
    /// <param name="judged">The tasks whose estimates were looked at: they are about no single day.</param>
    /// <param name="late">The day is over: what is new of it goes into the digest only.</param>
    /// <returns>Whether anything changed.</returns>
    public async Task<bool> WriteAsync(
        NpgsqlTransaction tx, int userId, DateOnly day, IReadOnlyList<Finding> findings, IReadOnlyList<string> judged, bool late, DateTimeOffset now, CancellationToken ct)
    {
        var changed = 0;
        foreach (var finding in findings)
        {
            changed += await tx.Connection!.ExecuteAsync(new CommandDefinition(Upsert, new
            {
                userId, insightId = Guid.CreateVersion7(now), key = finding.Key(userId), finding.Kind, finding.Scope, span = finding.Window, day,
                band = (short)finding.Band, numbers = JsonSerializer.Serialize(finding.Numbers), blocks = finding.Blocks.Take(MostBlocks).ToArray(), late, now,
            }, tx, cancellationToken: ct));
        }

        changed += await tx.Connection!.ExecuteAsync(new CommandDefinition(
            Resolve, new { userId, day, keys = findings.Select(finding => finding.Key(userId)).ToArray(), judged = judged.ToArray(), now }, tx, cancellationToken: ct));
        return changed > 0;
    }

    /// <summary>Nothing observed is left of the day: of what was said about it, only this is.</summary>
    /// <param name="judged">The tasks to forget, too; null while time that was written in is left.</param>
    public Task ForgetAsync(NpgsqlTransaction tx, int userId, DateOnly day, IReadOnlyList<Finding> left, IReadOnlyList<string>? judged, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(
            Forget, new { userId, day, keys = left.Select(finding => finding.Key(userId)).ToArray(), judged = judged?.ToArray() }, tx, cancellationToken: ct));

    public Task MarkToldAsync(NpgsqlTransaction tx, int userId, IReadOnlyList<Guid> ids, CancellationToken ct) => RunAsync(tx, Told, userId, ids, ct);

    public Task MarkDigestedAsync(NpgsqlTransaction tx, int userId, IReadOnlyList<Guid> ids, CancellationToken ct) => RunAsync(tx, Digested, userId, ids, ct);

    /// <summary>There was no room for them today: the digest tells them.</summary>
    public Task PutOffAsync(NpgsqlTransaction tx, int userId, IReadOnlyList<Guid> ids, CancellationToken ct) => RunAsync(tx, PutOff, userId, ids, ct);

    /// <summary>How many were unread until now. Without ids: all.</summary>
    public Task<int> ReadAsync(NpgsqlTransaction tx, int userId, IReadOnlyList<Guid>? ids, DateTimeOffset now, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(MarkRead, new { userId, ids = ids?.ToArray(), now }, tx, cancellationToken: ct));

    public async Task<bool> UnreadAsync(NpgsqlTransaction tx, int userId, Guid id, CancellationToken ct) => await RunAsync(tx, MarkUnread, userId, [id], ct) > 0;

    public async Task<bool> RateAsync(NpgsqlTransaction tx, int userId, Guid id, bool? useful, CancellationToken ct) =>
        await tx.Connection!.ExecuteAsync(new CommandDefinition(Rate, new { userId, id, useful }, tx, cancellationToken: ct)) > 0;

    private static Task<int> RunAsync(NpgsqlTransaction tx, string sql, int userId, IReadOnlyList<Guid> ids, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(sql, new { userId, ids = ids.ToArray() }, tx, cancellationToken: ct));

    private const string Upsert = """
        insert into insights.insight as known (user_id, insight_id, insight_key, kind, scope, span, day, band, numbers, blocks, open, digest_only, told_band,
            digest_band, raised_at, changed_at)
        values (@userId, @insightId, @key, @Kind, @Scope, @span, @day, @band, @numbers, @blocks, true, @late, 0, 0, @now, @now)
        on conflict (insight_key) do update set
            band = greatest(known.band, excluded.band),
            day = case when known.kind = 'estimate_overrun' then excluded.day else greatest(known.day, excluded.day) end, numbers = excluded.numbers, blocks = excluded.blocks, open = true,
            resolved_at = null,
            digest_only = case when excluded.band > known.band then excluded.digest_only else known.digest_only end,
            read_at = case when excluded.band > known.band then null else known.read_at end,
            changed_at = case when excluded.band > known.band then excluded.changed_at else known.changed_at end
        where (known.open, known.numbers, known.blocks) is distinct from (true, excluded.numbers, excluded.blocks) or known.band < excluded.band
            or (known.kind = 'estimate_overrun' and known.day <> excluded.day)
        """;

    private const string Resolve = """
        update insights.insight set open = false, resolved_at = @now
        where user_id = @userId and open and not insight_key = any(@keys)
            and case when kind = 'estimate_overrun' then scope = any(@judged) else day = @day end
        """;

    private const string Forget = """
        delete from insights.insight
        where user_id = @userId and day = @day and not insight_key = any(@keys) and (kind <> 'estimate_overrun' or (@judged::text[] is not null and (not open or scope = any(@judged))))
        """;

    private const string Told = "update insights.insight set told_band = band where user_id = @userId and insight_id = any(@ids)";

    private const string Digested = "update insights.insight set told_band = band, digest_band = band where user_id = @userId and insight_id = any(@ids)";

    private const string PutOff = "update insights.insight set digest_only = true where user_id = @userId and insight_id = any(@ids)";

    private const string MarkRead = """
        update insights.insight set read_at = @now where user_id = @userId and read_at is null and (@ids::uuid[] is null or insight_id = any(@ids))
        """;

    private const string MarkUnread = "update insights.insight set read_at = null where user_id = @userId and insight_id = any(@ids)";

    private const string Rate = "update insights.insight set useful = @useful where user_id = @userId and insight_id = @id";
}
