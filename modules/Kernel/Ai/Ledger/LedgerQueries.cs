using Dapper;
using Daybook.Kernel.Database;

namespace Daybook.Kernel.Ai.Ledger;

/// <summary>A call as it was made and as it ended. <paramref name="Redactions"/> is JSON: how many texts of each class were replaced.</summary>
public sealed record LedgerEntry
{
    public Guid Id { get; init; }
    public DateTimeOffset At { get; init; }
    public int UserId { get; init; }
    public string Purpose { get; init; } = "";
    public string Model { get; init; } = "";
    public string Host { get; init; } = "";
    public int Items { get; init; }
    public string Redactions { get; init; } = "{}";
    public long TokensIn { get; init; }
    public long TokensOut { get; init; }
    public long? CostMicros { get; init; }
    public long Ms { get; init; }
    public string Outcome { get; init; } = "";
    public string Hash { get; init; } = "";
}

/// <summary>All calls together.</summary>
public sealed record LedgerTotals(long Calls, long Failed, long TokensIn, long TokensOut, long CostMicros);

/// <summary>Reads the ledger of a workspace.</summary>
public sealed class LedgerQueries(Db db)
{
    /// <summary>Newest first, from before <paramref name="before"/>; one person's or everybody's.</summary>
    public async Task<IReadOnlyList<LedgerEntry>> PageAsync(Guid workspaceId, int? userId, (DateTimeOffset At, Guid Id)? before, int limit, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return (await connection.QueryAsync<LedgerEntry>(new CommandDefinition(
            Page, new { workspaceId, userId, at = before?.At, id = before?.Id, limit }, cancellationToken: ct))).AsList();
    }

    public async Task<LedgerTotals> TotalsAsync(Guid workspaceId, int? userId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.QuerySingleAsync<LedgerTotals>(new CommandDefinition(Totals, new { workspaceId, userId }, cancellationToken: ct));
    }

    private const string Page = """
        select id, at, user_id, purpose, model, host, items, redactions::text as redactions, tokens_in, tokens_out, cost_micros, ms, outcome, hash
        from platform.ai_call
        where workspace_id = @workspaceId and (@userId::integer is null or user_id = @userId)
          and (@at::timestamptz is null or (at, id) < (@at, @id::uuid))
        order by at desc, id desc limit @limit
        """;

    private const string Totals = """
        select count(*)::bigint as calls, count(*) filter (where outcome not in ('ok', 'running'))::bigint as failed,
            coalesce(sum(tokens_in), 0)::bigint as tokens_in, coalesce(sum(tokens_out), 0)::bigint as tokens_out,
            coalesce(sum(cost_micros), 0)::bigint as cost_micros
        from platform.ai_call where workspace_id = @workspaceId and (@userId::integer is null or user_id = @userId)
        """;
}
