using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using Daybook.Kernel.Database;
using Daybook.Kernel.Days;
using Npgsql;

namespace Daybook.Enrichment.Runs;

/// <summary>Where a day of a run stands. Asked: the person wants it; touched: somebody else changed what it rests on; both wait for their derivation.</summary>
internal enum RunDayState { Asked, Touched, Done, Held, Discarded, Superseded }

/// <summary>Why days are derived again.</summary>
internal enum DayRunReason { Rule, WorkspaceRule, Request, Other }

internal sealed record OpenRun(Guid RunId, RunDayState State);

/// <summary>Reads runs, and is the one writer of enrichment.run and enrichment.run_day.</summary>
internal sealed class RunStore(Db db, TimeProvider clock)
{
    /// <summary>Touched when the person let held days through.</summary>
    internal const string Feed = "enrichment.runs";

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>The latest days of the person that were ever derived or wait for it, from <paramref name="since"/> on.</summary>
    public async Task<IReadOnlyList<DateOnly>> KnownDaysAsync(NpgsqlTransaction tx, int userId, DateOnly? since, int limit, CancellationToken ct) =>
        [.. await tx.Connection!.QueryAsync<DateOnly>(new CommandDefinition(KnownDays, new { userId, since, limit }, tx, cancellationToken: ct))];

    /// <summary>Opens a run over these days.</summary>
    public async Task<Guid> OpenAsync(
        NpgsqlTransaction tx, int userId, DayRunReason reason, bool asked, Guid? ruleId, string? ruleName, IReadOnlyCollection<DateOnly> days, CancellationToken ct)
    {
        var (id, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        await tx.Connection!.ExecuteAsync(new CommandDefinition(Open, new
        {
            userId, id, reason = Word(reason), ruleId, ruleName, now, days = days.ToArray(), state = Word(asked ? RunDayState.Asked : RunDayState.Touched),
        }, tx, cancellationToken: ct));
        return id;
    }

    /// <summary>What of a day is not settled, and what the person decided to keep.</summary>
    public async Task<IReadOnlyList<OpenRun>> OfDayAsync(UserDay day, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var rows = await connection.QueryAsync<(Guid Run, string State)>(new CommandDefinition(OfDay, new { day.UserId, day.Day }, cancellationToken: ct));
        return [.. rows.Select(row => new OpenRun(row.Run, Enum.Parse<RunDayState>(row.State, true)))];
    }

    /// <summary>The day was derived and kept: the newest of the runs that waited for it has the difference.</summary>
    public async Task PassAsync(NpgsqlTransaction tx, UserDay day, IReadOnlyList<OpenRun> open, DayShift? shift, CancellationToken ct)
    {
        var waited = open.Where(run => run.State is RunDayState.Asked or RunDayState.Touched).Select(run => run.RunId).ToArray();
        var others = open.Where(run => run.State is RunDayState.Held or RunDayState.Discarded).Select(run => run.RunId).ToArray();
        if (others.Length > 0) await SettleAsync(tx, day, others, RunDayState.Superseded, null, ct);
        if (waited.Length > 1) await SettleAsync(tx, day, waited[1..], RunDayState.Done, null, ct);
        if (waited.Length > 0) await SettleAsync(tx, day, waited[..1], RunDayState.Done, shift, ct);
        else if (shift is { MovedMs: > 0 }) await OtherAsync(tx, day, RunDayState.Done, shift, ct);
    }

    /// <summary>The result waits for the person. Answers the run in which it stands.</summary>
    public async Task<Guid> HoldAsync(NpgsqlTransaction tx, UserDay day, IReadOnlyList<OpenRun> open, DayShift shift, CancellationToken ct)
    {
        var touched = open.Where(run => run.State == RunDayState.Touched).Select(run => run.RunId).ToArray();
        var held = open.Where(run => run.State == RunDayState.Held).Select(run => run.RunId).ToArray();
        Guid[] waiting = [.. touched, .. held];
        if (waiting.Length == 0) return await OtherAsync(tx, day, RunDayState.Held, shift, ct);
        if (waiting.Length > 1) await SettleAsync(tx, day, waiting[1..], RunDayState.Superseded, null, ct);
        await SettleAsync(tx, day, waiting[..1], RunDayState.Held, shift, ct);
        return waiting[0];
    }

    /// <summary>The day stays as it is.</summary>
    public Task KeepAsync(NpgsqlTransaction tx, UserDay day, IReadOnlyList<OpenRun> open, CancellationToken ct) =>
        SettleAsync(tx, day, [.. open.Where(run => run.State is RunDayState.Asked or RunDayState.Touched or RunDayState.Held).Select(run => run.RunId)], RunDayState.Done, null, ct);

    /// <summary>The person's answer for the days that wait: let through, or keep as they are.</summary>
    public async Task DecideAsync(NpgsqlTransaction tx, int userId, Guid runId, IReadOnlyCollection<DateOnly> days, bool accept, CancellationToken ct) =>
        await tx.Connection!.ExecuteAsync(new CommandDefinition(Decide, new
        {
            userId, runId, days = days.ToArray(), state = Word(accept ? RunDayState.Asked : RunDayState.Discarded), now = clock.GetUtcNow(),
        }, tx, cancellationToken: ct));

    /// <summary>Changes of one date that no rule explains share a run.</summary>
    private async Task<Guid> OtherAsync(NpgsqlTransaction tx, UserDay day, RunDayState state, DayShift shift, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{day.UserId}|{now:yyyy-MM-dd}|other");
        var id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16), bigEndian: true);
        await tx.Connection!.ExecuteAsync(new CommandDefinition(Other, new
        {
            day.UserId, day.Day, id, now, state = Word(state), moved = shift.MovedMs, shift = JsonSerializer.Serialize(shift, Json),
        }, tx, cancellationToken: ct));
        return id;
    }

    private async Task SettleAsync(NpgsqlTransaction tx, UserDay day, Guid[] runs, RunDayState state, DayShift? shift, CancellationToken ct)
    {
        if (runs.Length == 0) return;
        await tx.Connection!.ExecuteAsync(new CommandDefinition(Settle, new
        {
            day.UserId, day.Day, runs, state = Word(state), moved = shift?.MovedMs ?? 0,
            shift = shift is null ? null : JsonSerializer.Serialize(shift, Json), now = clock.GetUtcNow(),
        }, tx, cancellationToken: ct));
    }

    private static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private const string KnownDays = """
        select distinct day from platform.day_work
        where user_id = @userId and stage = 'enrichment.blocks' and (@since::date is null or day >= @since) order by day desc limit @limit
        """;

    // A person's old runs go when a new one begins; what was kept on purpose stays known.
    private const string Open = """
        delete from enrichment.run as old where user_id = @userId and started_at < @now - interval '1 year'
          and not exists (select from enrichment.run_day as kept where kept.user_id = old.user_id and kept.run_id = old.id and kept.state in ('held', 'discarded'));
        insert into enrichment.run (user_id, id, reason, rule_id, rule_name, started_at) values (@userId, @id, @reason, @ruleId, @ruleName, @now);
        insert into enrichment.run_day (user_id, day, run_id, state, moved_ms)
        select @userId, day, @id, @state, 0 from unnest(@days) as days(day) order by day;
        """;

    private const string OfDay = """
        select day.run_id, day.state from enrichment.run_day as day
        join enrichment.run as run on run.user_id = day.user_id and run.id = day.run_id
        where day.user_id = @UserId and day.day = @Day and day.state in ('asked', 'touched', 'held', 'discarded')
        order by run.started_at desc, run.id desc
        """;

    private const string Settle = """
        update enrichment.run_day set state = @state, moved_ms = @moved, shift = @shift::jsonb, settled_at = @now
        where user_id = @UserId and day = @Day and run_id = any(@runs)
        """;

    private const string Decide = """
        update enrichment.run_day set state = @state, settled_at = @now
        where user_id = @userId and run_id = @runId and day = any(@days) and state = 'held'
        """;

    private const string Other = """
        insert into enrichment.run (user_id, id, reason, started_at) values (@UserId, @id, 'other', @now) on conflict do nothing;
        insert into enrichment.run_day as known (user_id, day, run_id, state, moved_ms, shift, settled_at)
        values (@UserId, @Day, @id, @state, @moved, @shift::jsonb, @now)
        on conflict (user_id, day, run_id) do update set state = excluded.state, moved_ms = excluded.moved_ms, shift = excluded.shift, settled_at = excluded.settled_at
        """;
}
