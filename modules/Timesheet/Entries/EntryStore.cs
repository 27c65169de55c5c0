using System.Text.Json;
using Dapper;
using Npgsql;

namespace Daybook.Timesheet.Entries;

/// <summary>The one writer of the module's tables. Every write of a person's entries happens under that person's lock.</summary>
internal sealed class EntryStore(TimeProvider clock)
{
    /// <summary>Until the transaction ends, nobody else derives or reviews entries of this person.</summary>
    public Task LockAsync(NpgsqlTransaction tx, int userId, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(Lock, new { userId }, tx, cancellationToken: ct));

    /// <summary>Rows that touch the stretch, carry the day's date, or came from one of the blocks.</summary>
    public Task<IReadOnlyList<TimeEntry>> OfDayAsync(
        NpgsqlTransaction tx, int userId, DateOnly day, Stretch window, Guid[] blockKeys, CancellationToken ct) =>
        ReadAsync(tx, OfDay, new { userId, day, from = Instant(window.StartMs), to = Instant(window.EndMs), blockKeys }, ct);

    public Task<IReadOnlyList<TimeEntry>> ByIdAsync(NpgsqlTransaction tx, int userId, Guid[] ids, CancellationToken ct) =>
        ReadAsync(tx, ById, new { userId, ids }, ct);

    /// <summary>Primary entries of the person's own making that the stretch would run into.</summary>
    public Task<IReadOnlyList<TimeEntry>> InTheWayAsync(NpgsqlTransaction tx, int userId, Guid self, Stretch stretch, CancellationToken ct) =>
        ReadAsync(tx, InTheWay, new { userId, self, from = Instant(stretch.StartMs), to = Instant(stretch.EndMs) }, ct);

    public async Task WriteAsync(NpgsqlTransaction tx, IReadOnlyCollection<TimeEntry> entries, CancellationToken ct)
    {
        if (entries.Count == 0) return;
        var rows = JsonSerializer.Serialize(entries.Select(EntryRow.Of), EntryRow.Json);
        await tx.Connection!.ExecuteAsync(new CommandDefinition(Write, new { rows, now = clock.GetUtcNow() }, tx, cancellationToken: ct));
    }

    public async Task RemoveAsync(NpgsqlTransaction tx, int userId, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        if (ids.Count == 0) return;
        await tx.Connection!.ExecuteAsync(new CommandDefinition(Remove, new { userId, ids = ids.ToArray() }, tx, cancellationToken: ct));
    }

    /// <summary>Remembers what was observed on a day that now adds up. True when that is news.</summary>
    public async Task<bool> SettleAsync(NpgsqlTransaction tx, int userId, DateOnly day, long observedMs, CancellationToken ct) =>
        await tx.Connection!.ExecuteAsync(new CommandDefinition(
            Settle, new { userId, day, observedMs, now = clock.GetUtcNow() }, tx, cancellationToken: ct)) > 0;

    private static async Task<IReadOnlyList<TimeEntry>> ReadAsync(NpgsqlTransaction tx, string sql, object parameters, CancellationToken ct)
    {
        var rows = await tx.Connection!.QueryAsync<EntryRow>(new CommandDefinition(sql, parameters, tx, cancellationToken: ct));
        return [.. rows.Select(row => row.ToEntry())];
    }

    private static DateTimeOffset Instant(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);

    private const string Lock = "select pg_advisory_xact_lock(3000, @userId)";

    private const string OfDay = """
        select * from timesheet.entry
        where user_id = @userId
          and (day = @day or block_key = any(@blockKeys)
               or (started_at < @to and started_at > @from - interval '26 hours' and ended_at > @from))
        order by started_at, entry_id
        """;

    private const string ById = """
        select * from timesheet.entry
        where user_id = @userId and entry_id = any(@ids)
        """;

    private const string InTheWay = """
        select * from timesheet.entry
        where user_id = @userId and entry_id <> @self and lane = 'primary' and status <> 'inferred'
          and started_at < @to and started_at > @from - interval '26 hours' and ended_at > @from
        order by started_at
        """;

    private const string Write = """
        insert into timesheet.time_entry as entry (
            user_id, entry_id, day, started_at, ended_at, status, lane, kind, category, project_id, task_id, description, confidence, stage,
            evidence, block_key, previous, reviewed_at, created_at, updated_at)
        select user_id, entry_id, day,
               timestamptz 'epoch' + start_ms * interval '1 millisecond', timestamptz 'epoch' + end_ms * interval '1 millisecond',
               status, lane, kind, category, project_id, task_id, description, confidence, stage, evidence::jsonb, block_key, previous::jsonb,
               timestamptz 'epoch' + reviewed_ms * interval '1 millisecond', @now, @now
        from jsonb_to_recordset(@rows::jsonb) as fresh(
            user_id integer, entry_id uuid, day date, start_ms bigint, end_ms bigint, status text, lane text, kind text, category text,
            project_id uuid, task_id uuid, description text, confidence double precision, stage text, evidence text, block_key uuid,
            previous text, reviewed_ms bigint)
        on conflict (user_id, entry_id) do update set
            day = excluded.day, started_at = excluded.started_at, ended_at = excluded.ended_at, status = excluded.status, lane = excluded.lane,
            kind = excluded.kind, category = excluded.category, project_id = excluded.project_id, task_id = excluded.task_id,
            description = excluded.description, confidence = excluded.confidence, stage = excluded.stage, evidence = excluded.evidence,
            block_key = excluded.block_key, previous = excluded.previous, reviewed_at = excluded.reviewed_at, updated_at = excluded.updated_at
        """;

    private const string Remove = "delete from timesheet.time_entry where user_id = @userId and entry_id = any(@ids)";

    private const string Settle = """
        insert into timesheet.settled_day as known (user_id, day, observed_ms, settled_at)
        values (@userId, @day, @observedMs, @now)
        on conflict (user_id, day) do update set observed_ms = excluded.observed_ms, settled_at = excluded.settled_at
        where known.observed_ms <> excluded.observed_ms
        """;
}
