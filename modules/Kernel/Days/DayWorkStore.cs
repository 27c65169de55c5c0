using Dapper;
using Daybook.Kernel.Database;
using Npgsql;

namespace Daybook.Kernel.Days;

/// <summary>A day that belongs to a worker for as long as its lease runs. <paramref name="Owner"/> is new with every claim: the fence.</summary>
internal sealed record DayClaim(string Stage, int UserId, DateOnly Day, long Dirty, int Attempts, string Owner)
{
    public UserDay Key => new(UserId, Day);
}

/// <summary>The one writer of platform.day_work. The queue holds state, not positions.</summary>
internal sealed class DayWorkStore(Db db)
{
    /// <summary>Exceptions after which a day is parked.</summary>
    public const int MaxFailures = 5;

    /// <summary>Claims without an end (the host died or froze each time) after which a day is parked.</summary>
    public const int MaxLost = 10;

    /// <summary>Raises the days for these stages, in the transaction of the change.</summary>
    public async Task TouchAsync(NpgsqlTransaction tx, IReadOnlyCollection<IDayStage> stages, IReadOnlyCollection<UserDay> days, CancellationToken ct)
    {
        // Prepared: every batch of samples runs it.
        await using var command = new NpgsqlCommand(Touch, tx.Connection, tx);
        command.Parameters.Add(new NpgsqlParameter<string[]>("stages", [.. stages.Select(stage => stage.Name)]));
        command.Parameters.Add(new NpgsqlParameter<int[]>("places", [.. stages.Select(stage => stage.Place)]));
        command.Parameters.Add(new NpgsqlParameter<TimeSpan[]>("waits", [.. stages.Select(stage => stage.Debounce)]));
        command.Parameters.Add(new NpgsqlParameter<int[]>("users", [.. days.Select(day => day.UserId)]));
        command.Parameters.Add(new NpgsqlParameter<DateOnly[]>("days", [.. days.Select(day => day.Day)]));
        await command.PrepareAsync(ct);
        await command.ExecuteNonQueryAsync(ct);
    }

    public async Task<DayClaim?> ClaimAsync(string[] stages, TimeSpan lease, CancellationToken ct)
    {
        var owner = Guid.CreateVersion7().ToString("n");
        await using var connection = await db.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<DayClaim>(new CommandDefinition(Claim, new { stages, lease, owner }, cancellationToken: ct));
    }

    /// <summary>When the earliest waiting day becomes due, or null when none waits.</summary>
    public async Task<TimeSpan?> NextDueAsync(string[] stages, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<TimeSpan?>(new CommandDefinition(NextDue, new { stages }, cancellationToken: ct));
    }

    /// <summary>False when the lease was lost.</summary>
    public async Task<bool> RenewAsync(DayClaim claim, TimeSpan lease, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.ExecuteAsync(new CommandDefinition(Renew, Key(claim, lease), cancellationToken: ct)) == 1;
    }

    /// <summary>Marks the claimed version done, inside the transaction of the result. False: the lease is gone, nothing may be kept.</summary>
    public async Task<bool> CompleteAsync(NpgsqlTransaction tx, DayClaim claim, CancellationToken ct) =>
        await tx.Connection!.ExecuteAsync(new CommandDefinition(Complete, Key(claim, TimeSpan.Zero), tx, cancellationToken: ct)) == 1;

    /// <summary>Locks another stage's row of the day, if there is one.</summary>
    public Task LockAsync(NpgsqlTransaction tx, string stage, DayClaim claim, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(Lock, new { stage, claim.UserId, claim.Day }, tx, cancellationToken: ct));

    /// <summary>Gives the day back after a failure: later again or, without a wait, parked with its reason.</summary>
    public async Task<bool> FailAsync(DayClaim claim, string error, TimeSpan? wait, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var park = wait is null;
        return await connection.ExecuteAsync(new CommandDefinition(
            Fail, new { claim.Stage, claim.UserId, claim.Day, claim.Owner, error, wait = wait ?? TimeSpan.Zero, park }, cancellationToken: ct)) == 1;
    }

    /// <summary>Gives the day back for later; that is no failure.</summary>
    public async Task PostponeAsync(DayClaim claim, string reason, TimeSpan wait, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            Postpone, new { claim.Stage, claim.UserId, claim.Day, claim.Owner, reason, wait }, cancellationToken: ct));
    }

    /// <summary>Gives the day back untouched: the host stops.</summary>
    public async Task ReleaseAsync(DayClaim claim, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(Release, Key(claim, TimeSpan.Zero), cancellationToken: ct));
    }

    /// <summary>Parks days whose workers vanished again and again: they may be what kills the host.</summary>
    public async Task<int> ParkLostAsync(CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.ExecuteAsync(new CommandDefinition(ParkLost, new { max = MaxLost }, cancellationToken: ct));
    }

    /// <summary>Lets parked days try again; null means any. Answers how many.</summary>
    public async Task<int> RetryAsync(string? stage, int? userId, DateOnly? day, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.ExecuteAsync(new CommandDefinition(Retry, new { stage, userId, day }, cancellationToken: ct));
    }

    private static object Key(DayClaim claim, TimeSpan lease) => new { claim.Stage, claim.UserId, claim.Day, claim.Owner, claim.Dirty, lease };

    private const string Lock = "select 1 from platform.day_work where user_id = @UserId and stage = @stage and day = @Day for update";

    // Ordered, so that two touches of the same days never wait for each other in a circle. New input lets a parked day try again.
    private const string Touch = """
        insert into platform.day_work as work (stage, user_id, day, not_before)
        select stage.name, touched.user_id, touched.day, now() + stage.wait
        from unnest(@users, @days) as touched(user_id, day)
        cross join unnest(@stages, @places, @waits) as stage(name, place, wait)
        order by touched.user_id, stage.place, stage.name, touched.day
        on conflict (user_id, stage, day) do update set
            dirty = work.dirty + 1,
            attempts = case when work.lease_until is null then 0 else work.attempts end,
            parked_at = null,
            last_error = null,
            not_before = case
                when work.dirty > work.done and work.parked_at is null then least(work.not_before, excluded.not_before)
                else excluded.not_before end
        """;

    private const string Claim = """
        with due as (
            select user_id, stage, day from platform.day_work
            where dirty > done and parked_at is null and not_before <= now()
              and (lease_until is null or lease_until < clock_timestamp()) and stage = any(@stages)
            order by not_before
            limit 1
            for update skip locked)
        update platform.day_work as work
        set lease_until = clock_timestamp() + @lease, lease_owner = @owner, attempts = work.attempts + 1
        from due
        where work.user_id = due.user_id and work.stage = due.stage and work.day = due.day
        returning work.stage, work.user_id, work.day, work.dirty, work.attempts, work.lease_owner as owner
        """;

    private const string NextDue = """
        select greatest(least(min(greatest(not_before, coalesce(lease_until, not_before))) - clock_timestamp(), interval '1 hour'), interval '0')
        from platform.day_work
        where dirty > done and parked_at is null and stage = any(@stages)
        """;

    private const string Renew = """
        update platform.day_work set lease_until = clock_timestamp() + @lease
        where user_id = @UserId and stage = @Stage and day = @Day and lease_owner = @Owner and lease_until > clock_timestamp()
        """;

    // A host that freezes in here would hold the row against every touch of the day: PostgreSQL then ends its session.
    private const string Complete = """
        set local idle_in_transaction_session_timeout = '5s';
        update platform.day_work
        set done = @Dirty, lease_until = null, lease_owner = null, attempts = 0, last_error = null
        where user_id = @UserId and stage = @Stage and day = @Day and lease_owner = @Owner and lease_until > clock_timestamp()
        """;

    private const string Fail = """
        update platform.day_work
        set lease_until = null, lease_owner = null, last_error = @error, not_before = now() + @wait,
            parked_at = case when @park then now() end
        where user_id = @UserId and stage = @Stage and day = @Day and lease_owner = @Owner
        """;

    private const string Postpone = """
        update platform.day_work
        set lease_until = null, lease_owner = null, attempts = greatest(attempts - 1, 0), last_error = @reason, not_before = now() + @wait
        where user_id = @UserId and stage = @Stage and day = @Day and lease_owner = @Owner
        """;

    private const string Release = """
        update platform.day_work set lease_until = null, lease_owner = null, attempts = greatest(attempts - 1, 0)
        where user_id = @UserId and stage = @Stage and day = @Day and lease_owner = @Owner
        """;

    private const string ParkLost = """
        update platform.day_work
        set parked_at = now(), lease_until = null, lease_owner = null, last_error = 'lost: its worker vanished each time'
        where dirty > done and parked_at is null and attempts >= @max and lease_until < clock_timestamp()
        """;

    private const string Retry = """
        update platform.day_work set parked_at = null, attempts = 0, not_before = now()
        where parked_at is not null and (@stage::text is null or stage = @stage)
          and (@userId::integer is null or user_id = @userId) and (@day::date is null or day = @day)
        """;
}
