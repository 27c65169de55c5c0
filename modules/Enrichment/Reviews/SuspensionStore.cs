using Dapper;
using Daybook.Kernel.Database;
using Npgsql;

namespace Daybook.Enrichment.Reviews;

/// <summary>A rule that a person corrected too often: it does not count for that person until resumed or changed.</summary>
internal sealed record Suspension(Guid RuleId, int RuleVersion, int Hits, int Corrections, DateTimeOffset SuspendedAt, DateTimeOffset? ResumedAt)
{
    public bool Holds(Guid ruleId, int version) => RuleId == ruleId && RuleVersion == version && ResumedAt is null;
}

/// <summary>The one writer of enrichment.rule_suspension.</summary>
internal sealed class SuspensionStore(Db db)
{
    public async Task<IReadOnlyList<Suspension>> OfAsync(int userId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return [.. await connection.QueryAsync<Suspension>(new CommandDefinition(Select, new { userId }, cancellationToken: ct))];
    }

    public async Task<IReadOnlyList<Suspension>> OfAsync(NpgsqlTransaction tx, int userId, CancellationToken ct) =>
        [.. await tx.Connection!.QueryAsync<Suspension>(new CommandDefinition(Select, new { userId }, tx, cancellationToken: ct))];

    public Task SuspendAsync(NpgsqlTransaction tx, int userId, Suspension suspension, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(
            Suspend, new { userId, suspension.RuleId, suspension.RuleVersion, suspension.Hits, suspension.Corrections, suspension.SuspendedAt }, tx, cancellationToken: ct));

    /// <summary>False when the rule is not suspended.</summary>
    public async Task<bool> ResumeAsync(NpgsqlTransaction tx, int userId, Guid ruleId, DateTimeOffset now, CancellationToken ct) =>
        await tx.Connection!.ExecuteAsync(new CommandDefinition(Resume, new { userId, ruleId, now }, tx, cancellationToken: ct)) > 0;

    private const string Select = """
        select rule_id, rule_version, hits, corrections, suspended_at, resumed_at from enrichment.rule_suspension where user_id = @userId order by rule_id
        """;

    private const string Suspend = """
        insert into enrichment.rule_suspension (user_id, rule_id, rule_version, hits, corrections, suspended_at)
        values (@userId, @RuleId, @RuleVersion, @Hits, @Corrections, @SuspendedAt)
        on conflict (user_id, rule_id) do update set rule_version = excluded.rule_version, hits = excluded.hits,
            corrections = excluded.corrections, suspended_at = excluded.suspended_at, resumed_at = null
        """;

    private const string Resume = """
        update enrichment.rule_suspension set resumed_at = @now where user_id = @userId and rule_id = @ruleId and resumed_at is null
        """;
}
