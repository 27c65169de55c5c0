using Dapper;
using Daybook.Kernel.Database;
using Npgsql;

namespace Daybook.Journal.Logs;

/// <summary>The one reader and writer of journal.work_log and journal.version. Whoever changes a log reads it in the same transaction, under its lock.</summary>
internal sealed class WorkLogStore(Db db)
{
    public async Task<WorkLog?> FindAsync(int userId, DateOnly day, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return (await connection.QuerySingleOrDefaultAsync<WorkLogRow>(new CommandDefinition(SelectOne, new { userId, day }, cancellationToken: ct)))?.ToLog();
    }

    /// <summary>Both ends included, in order; days with nothing but notes are in it.</summary>
    public async Task<IReadOnlyList<WorkLog>> RangeAsync(int userId, DateOnly start, DateOnly end, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var rows = await connection.QueryAsync<WorkLogRow>(new CommandDefinition(SelectRange, new { userId, start, end }, cancellationToken: ct));
        return [.. rows.Select(row => row.ToLog())];
    }

    /// <summary>The log as it stands; until the transaction ends nobody else changes this person's logs.</summary>
    public async Task<WorkLog?> LockAsync(NpgsqlTransaction tx, int userId, DateOnly day, CancellationToken ct)
    {
        await tx.Connection!.ExecuteAsync(new CommandDefinition(Lock, new { userId }, tx, cancellationToken: ct));
        return (await tx.Connection!.QuerySingleOrDefaultAsync<WorkLogRow>(new CommandDefinition(SelectOne, new { userId, day }, tx, cancellationToken: ct)))?.ToLog();
    }

    public Task WriteAsync(NpgsqlTransaction tx, WorkLog log, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(Upsert, WorkLogRow.Of(log), tx, cancellationToken: ct));

    /// <summary>Keeps what the log showed before it is replaced.</summary>
    public Task KeepAsync(NpgsqlTransaction tx, WorkLog log, DateTimeOffset now, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(Keep, new
        {
            log.UserId, log.Day, log.Revision, state = WorkLogRow.Word(log.State), source = WorkLogRow.Word(log.Source), body = log.Shown,
            edited = log.Edited is not null, writtenAt = log.EditedAt ?? log.WrittenAt, now,
        }, tx, cancellationToken: ct));

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<LogVersion>> VersionsAsync(int userId, DateOnly day, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var rows = await connection.QueryAsync<VersionRow>(new CommandDefinition(SelectVersions, new { userId, day }, cancellationToken: ct));
        return [.. rows.Select(row => new LogVersion(
            row.Revision, Enum.Parse<LogState>(row.State, true), Enum.Parse<LogSource>(row.Source, true), row.Body, row.Edited, row.WrittenAt, row.ReplacedAt))];
    }

    /// <summary>Days whose text is still a draft although they are over everywhere: the clock of the person decides which of them are closed.</summary>
    public async Task<IReadOnlyList<(int UserId, DateOnly Day)>> DraftsAsync(DateOnly last, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return (await connection.QueryAsync<(int, DateOnly)>(new CommandDefinition(SelectDrafts, new { last }, cancellationToken: ct))).AsList();
    }

    private sealed record VersionRow
    {
        public int Revision { get; init; }
        public string State { get; init; } = "";
        public string Source { get; init; } = "";
        public string Body { get; init; } = "";
        public bool Edited { get; init; }
        public DateTimeOffset WrittenAt { get; init; }
        public DateTimeOffset ReplacedAt { get; init; }
    }

    private const string Lock = "select pg_advisory_xact_lock(4000, @userId)";

    private const string SelectOne = """
        select user_id, day, id, state, source, locale, body, sections::text as sections, facts::text as facts, facts_hash, total_ms, revision, written_at,
               told_at, model_note, notes, edited, edited_from, edited_at
        from journal.work_log where user_id = @userId and day = @day
        """;

    private const string SelectRange = """
        select user_id, day, id, state, source, locale, body, sections::text as sections, facts::text as facts, facts_hash, total_ms, revision, written_at,
               told_at, model_note, notes, edited, edited_from, edited_at
        from journal.work_log where user_id = @userId and day between @start and @end order by day
        """;

    private const string Upsert = """
        insert into journal.work_log (
            user_id, day, id, state, source, locale, body, sections, facts, facts_hash, total_ms, revision, written_at, told_at, model_note, notes, edited,
            edited_from, edited_at)
        values (
            @UserId, @Day, @Id, @State, @Source, @Locale, @Body, @Sections::jsonb, @Facts::jsonb, @FactsHash, @TotalMs, @Revision, @WrittenAt, @ToldAt,
            @ModelNote, @Notes, @Edited, @EditedFrom, @EditedAt)
        on conflict (user_id, day) do update set
            state = excluded.state, source = excluded.source, locale = excluded.locale, body = excluded.body, sections = excluded.sections,
            facts = excluded.facts, facts_hash = excluded.facts_hash, total_ms = excluded.total_ms, revision = excluded.revision,
            written_at = excluded.written_at, told_at = excluded.told_at, model_note = excluded.model_note, notes = excluded.notes,
            edited = excluded.edited, edited_from = excluded.edited_from, edited_at = excluded.edited_at
        """;

    private const string Keep = """
        insert into journal.version (user_id, day, revision, state, source, body, edited, written_at, replaced_at)
        values (@UserId, @Day, @Revision, @state, @source, @body, @edited, @writtenAt, @now)
        on conflict (user_id, day, revision) do nothing
        """;

    private const string SelectVersions = """
        select revision, state, source, body, edited, written_at, replaced_at
        from journal.version where user_id = @userId and day = @day order by revision desc
        """;

    private const string SelectDrafts = "select user_id, day from journal.work_log where state = 'draft' and day <= @last order by user_id, day limit 10000";
}
