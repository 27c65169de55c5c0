using Dapper;
using Daybook.Kernel.Database;
using Npgsql;

namespace Daybook.Enrichment.Reviews;

/// <summary>The one writer of enrichment.review_event and enrichment.lesson.</summary>
internal sealed class ReviewStore(Db db)
{
    /// <summary>Older decisions teach nothing any more and are not read.</summary>
    private const int Most = 4_000;

    /// <summary>Adds events. The person's lessons have another version from then on.</summary>
    public async Task AddAsync(NpgsqlTransaction tx, int userId, IReadOnlyCollection<ReviewEvent> events, CancellationToken ct)
    {
        foreach (var review in events)
            await tx.Connection!.ExecuteAsync(new CommandDefinition(Insert, ReviewRow.Of(review), tx, cancellationToken: ct));
        if (events.Count > 0) await RaiseAsync(tx, userId, ct);
    }

    /// <summary>Takes away what the events taught: all of the person's, or those of one example (with what the same entry taught before). How many had taught.</summary>
    public async Task<int> ForgetAsync(NpgsqlTransaction tx, int userId, Guid? id, CancellationToken ct)
    {
        var forgotten = await tx.Connection!.ExecuteAsync(new CommandDefinition(Forget, new { userId, id }, tx, cancellationToken: ct));
        if (forgotten > 0) await RaiseAsync(tx, userId, ct);
        return forgotten;
    }

    public async Task ForgetEntryAsync(NpgsqlTransaction tx, int userId, Guid entryId, CancellationToken ct) =>
        await tx.Connection!.ExecuteAsync(new CommandDefinition(ForgetEntry, new { userId, entryId }, tx, cancellationToken: ct));

    public async Task<ReviewEvent?> FindAsync(NpgsqlTransaction tx, int userId, Guid id, CancellationToken ct) =>
        (await tx.Connection!.QuerySingleOrDefaultAsync<ReviewRow>(new CommandDefinition(Find, new { userId, id }, tx, cancellationToken: ct)))?.ToEvent();

    public Task<IReadOnlyList<ReviewEvent>> OfDaysAsync(NpgsqlTransaction tx, int userId, DateOnly[] days, CancellationToken ct) =>
        ReadAsync(tx.Connection!, tx, OfDays, new { userId, days }, ct);

    public Task<IReadOnlyList<ReviewEvent>> OfEntriesAsync(NpgsqlTransaction tx, int userId, Guid[] entries, CancellationToken ct) =>
        ReadAsync(tx.Connection!, tx, OfEntries, new { userId, entries }, ct);

    public Task<IReadOnlyList<ReviewEvent>> OfRulesAsync(NpgsqlTransaction tx, int userId, Guid[] rules, CancellationToken ct) =>
        ReadAsync(tx.Connection!, tx, OfRules, new { userId, rules }, ct);

    /// <summary>Everything of the person that may still teach.</summary>
    public async Task<IReadOnlyList<ReviewEvent>> AllAsync(int userId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await ReadAsync(connection, null, All, new { userId, Most }, ct);
    }

    /// <summary>0 when the person never reviewed anything.</summary>
    public async Task<long> VersionAsync(int userId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<long?>(new CommandDefinition(Version, new { userId }, cancellationToken: ct)) ?? 0;
    }

    /// <summary>The people who reviewed something since their lessons were last spread over earlier days.</summary>
    public async Task<IReadOnlyList<int>> UnspreadAsync(CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return [.. await connection.QueryAsync<int>(new CommandDefinition(Unspread, cancellationToken: ct))];
    }

    public Task SpreadAsync(NpgsqlTransaction tx, int userId, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(Spread, new { userId }, tx, cancellationToken: ct));

    private static Task<int> RaiseAsync(NpgsqlTransaction tx, int userId, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(Raise, new { userId }, tx, cancellationToken: ct));

    private static async Task<IReadOnlyList<ReviewEvent>> ReadAsync(NpgsqlConnection connection, NpgsqlTransaction? tx, string sql, object parameters, CancellationToken ct)
    {
        var rows = await connection.QueryAsync<ReviewRow>(new CommandDefinition(sql, parameters, tx, cancellationToken: ct));
        return [.. rows.Select(row => row.ToEvent())];
    }

    private const string Insert = """
        insert into enrichment.review_event
            (user_id, id, day, entry_id, verb, at, started_at, ended_at, from_kind, from_project_id, from_task_id, from_confidence, from_stage,
             rule_id, rule_version, to_kind, to_project_id, to_task_id, contexts, undo_of)
        values (@UserId, @Id, @Day, @EntryId, @Verb, @At, @StartedAt, @EndedAt, @FromKind, @FromProjectId, @FromTaskId, @FromConfidence, @FromStage,
             @RuleId, @RuleVersion, @ToKind, @ToProjectId, @ToTaskId, @Contexts::jsonb, @UndoOf)
        """;

    private const string Forget = """
        update enrichment.review_event set contexts = '[]'
        where user_id = @userId and contexts <> '[]'
          and (@id::uuid is null or entry_id = (select entry_id from enrichment.review_event where user_id = @userId and id = @id))
        """;

    private const string ForgetEntry = """
        update enrichment.review_event set contexts = '[]' where user_id = @userId and entry_id = @entryId and contexts <> '[]'
        """;

    private const string Find = "select * from enrichment.review_event where user_id = @userId and id = @id";

    private const string OfDays = "select * from enrichment.review_event where user_id = @userId and day = any(@days) order by at, id";

    private const string OfEntries = "select * from enrichment.review_event where user_id = @userId and entry_id = any(@entries) order by at, id";

    private const string OfRules = """
        select * from enrichment.review_event
        where user_id = @userId and entry_id in (select entry_id from enrichment.review_event where user_id = @userId and rule_id = any(@rules))
        order by at, id
        """;

    private const string All = "select * from enrichment.review_event where user_id = @userId order by at desc, id desc limit @Most";

    private const string Version = "select version from enrichment.lesson where user_id = @userId";

    private const string Raise = """
        insert into enrichment.lesson as known (user_id, version, spread) values (@userId, 1, 0)
        on conflict (user_id) do update set version = known.version + 1
        """;

    private const string Unspread = "select user_id from enrichment.lesson where version > spread order by user_id";

    private const string Spread = "update enrichment.lesson set spread = version where user_id = @userId";
}
