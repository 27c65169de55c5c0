using System.Text.Json;
using Dapper;
using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Runs;
using Daybook.Kernel.Database;
using Npgsql;

namespace Daybook.Enrichment.Blocks;

/// <summary>The one writer of enrichment.day and enrichment.block: writes what differs.</summary>
internal sealed class BlockStore(Db db, TimeProvider clock)
{
    /// <summary>What the stored day rests on; null when it was never derived, or before that was written down.</summary>
    public async Task<DayBasis?> BasisAsync(int userId, DateOnly day, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<DayBasis>(new CommandDefinition(Basis, new { userId, day }, cancellationToken: ct));
    }

    /// <summary>Whether anything of the day changed.</summary>
    public async Task<bool> ReplaceAsync(NpgsqlTransaction tx, int userId, DayBlocks day, string digest, DayBasis? basis, CancellationToken ct)
    {
        var connection = tx.Connection!;
        var known = await connection.ExecuteScalarAsync<string?>(new CommandDefinition(Digest, new { userId, day.Day }, tx, cancellationToken: ct));
        if (known is null && day.Blocks.Count == 0) return false;
        if (known == digest)
        {
            if (basis is not null) await connection.ExecuteAsync(new CommandDefinition(UpdateBasis, new { userId, day.Day, basis.Seen, basis.Said, basis.Rules }, tx, cancellationToken: ct));
            return false;
        }

        var stored = (await connection.QueryAsync<BlockRow>(new CommandDefinition(Stored, new { userId, day.Day }, tx, cancellationToken: ct)))
            .ToDictionary(row => row.Key, row => JsonSerializer.Serialize(row.ToBlock(), BlockRow.Json));
        var changed = day.Blocks.Where(block => stored.GetValueOrDefault(block.Key) != JsonSerializer.Serialize(block, BlockRow.Json)).ToArray();
        var gone = stored.Keys.Except(day.Blocks.Select(block => block.Key)).ToArray();

        if (gone.Length > 0) await connection.ExecuteAsync(new CommandDefinition(Delete, new { userId, day.Day, gone }, tx, cancellationToken: ct));
        if (changed.Length > 0) await connection.ExecuteAsync(new CommandDefinition(Upsert, Columns(userId, day.Day, changed), tx, cancellationToken: ct));
        await connection.ExecuteAsync(new CommandDefinition(
            UpsertDay, new { userId, day.Day, day.ObservedMs, digest, now = clock.GetUtcNow(), basis?.Seen, basis?.Said, basis?.Rules }, tx, cancellationToken: ct));
        return true;
    }

    private static object Columns(int userId, DateOnly day, Block[] blocks) => new
    {
        userId,
        day,
        keys = blocks.Select(block => block.Key).ToArray(),
        starts = blocks.Select(block => block.StartMs).ToArray(),
        ends = blocks.Select(block => block.EndMs).ToArray(),
        kinds = blocks.Select(block => (short)block.Kind).ToArray(),
        categories = blocks.Select(block => block.Category).ToArray(),
        projects = blocks.Select(block => block.ProjectId).ToArray(),
        tasks = blocks.Select(block => block.TaskId).ToArray(),
        descriptions = blocks.Select(block => block.Description).ToArray(),
        confidences = blocks.Select(block => block.Confidence).ToArray(),
        stages = blocks.Select(block => (short)block.Stage).ToArray(),
        rules = blocks.Select(RuleOf).ToArray(),
        evidence = blocks.Select(block => JsonSerializer.Serialize(block.Evidence, BlockRow.Json)).ToArray(),
        alternatives = blocks.Select(block => JsonSerializer.Serialize(block.Alternatives, BlockRow.Json)).ToArray(),
    };

    /// <summary>The rule that decided, without its version.</summary>
    private static Guid? RuleOf(Block block) =>
        block.Evidence.FirstOrDefault(evidence => evidence.RuleId is not null)?.RuleId is { } reference && Guid.TryParse(reference.Split('@')[0], out var rule) ? rule : null;

    private const string Digest = "select digest from enrichment.day where user_id = @userId and day = @day";

    private const string Basis = "select seen, said, rules from enrichment.day where user_id = @userId and day = @day and seen is not null";

    private const string UpdateBasis = """
        update enrichment.day set seen = @Seen, said = @Said, rules = @Rules
        where user_id = @userId and day = @Day and (seen, said, rules) is distinct from (@Seen, @Said, @Rules)
        """;

    private const string Stored = """
        select key, started_at, ended_at, kind, category, project_id, task_id, description, confidence, stage, evidence, alternatives
        from enrichment.block where user_id = @userId and day = @day
        """;

    private const string Delete = "delete from enrichment.block where user_id = @userId and day = @day and key = any(@gone)";

    private const string Upsert = """
        insert into enrichment.block as block
            (user_id, day, key, started_at, ended_at, kind, category, project_id, task_id, description, confidence, stage, rule_id, evidence, alternatives)
        select @userId, @day, key, timestamptz 'epoch' + start_ms * interval '1 millisecond', timestamptz 'epoch' + end_ms * interval '1 millisecond',
            kind, category, project_id, task_id, description, confidence, stage, rule_id, evidence::jsonb, alternatives::jsonb
        from unnest(@keys, @starts, @ends, @kinds, @categories, @projects, @tasks, @descriptions, @confidences, @stages, @rules, @evidence, @alternatives)
            as new(key, start_ms, end_ms, kind, category, project_id, task_id, description, confidence, stage, rule_id, evidence, alternatives)
        order by key
        on conflict (user_id, day, key) do update set
            started_at = excluded.started_at, ended_at = excluded.ended_at, kind = excluded.kind, category = excluded.category,
            project_id = excluded.project_id, task_id = excluded.task_id, description = excluded.description, confidence = excluded.confidence,
            stage = excluded.stage, rule_id = excluded.rule_id, evidence = excluded.evidence, alternatives = excluded.alternatives
        """;

    private const string UpsertDay = """
        insert into enrichment.day (user_id, day, observed_ms, digest, derived_at, seen, said, rules) values (@userId, @day, @observedMs, @digest, @now, @Seen, @Said, @Rules)
        on conflict (user_id, day) do update set observed_ms = excluded.observed_ms, digest = excluded.digest, derived_at = excluded.derived_at,
            seen = excluded.seen, said = excluded.said, rules = excluded.rules
        """;
}
