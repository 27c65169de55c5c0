using Dapper;
using Daybook.Timesheet.Entries;
using Npgsql;

namespace Daybook.Timesheet.Periods;

/// <summary>What a person's time in a period comes to.</summary>
/// <param name="ToReview">Entries nobody has looked at.</param>
internal sealed record PeriodFigures(long TotalMs, int ToReview);

/// <summary>The one writer of timesheet.period and its history. Everything here happens under the person's lock (see EntryStore.LockAsync).</summary>
internal sealed class PeriodStore
{
    /// <summary>Periods of the person in the workspace that share a day with these.</summary>
    public async Task<IReadOnlyList<Period>> OverlappingAsync(
        NpgsqlTransaction tx, int userId, Guid workspaceId, DateOnly start, DateOnly end, CancellationToken ct) =>
        [.. await tx.Connection!.QueryAsync<Period>(new CommandDefinition(Overlapping, new { userId, workspaceId, start, end }, tx, cancellationToken: ct))];

    public Task<Period?> FindAsync(NpgsqlTransaction tx, Guid periodId, CancellationToken ct) =>
        tx.Connection!.QuerySingleOrDefaultAsync<Period>(new CommandDefinition(Find, new { periodId }, tx, cancellationToken: ct));

    /// <summary>The same sums as the sheet's, in the transaction: what is approved is what was there.</summary>
    public Task<PeriodFigures> FiguresAsync(NpgsqlTransaction tx, int userId, DateTimeOffset from, DateTimeOffset to, CancellationToken ct) =>
        tx.Connection!.QuerySingleAsync<PeriodFigures>(new CommandDefinition(
            Figures, new { userId, from, to, fromMs = from.ToUnixTimeMilliseconds(), toMs = to.ToUnixTimeMilliseconds() }, tx, cancellationToken: ct));

    public async Task WriteAsync(
        NpgsqlTransaction tx, Period period, PeriodAction action, int byUser, DateTimeOffset now, CancellationToken ct)
    {
        await tx.Connection!.ExecuteAsync(new CommandDefinition(Write, period, tx, cancellationToken: ct));
        await tx.Connection!.ExecuteAsync(new CommandDefinition(Remember, new
        {
            period.UserId, EventId = Guid.CreateVersion7(), period.PeriodId, now, action = EntryRow.Word(action), byUser,
            reason = action is PeriodAction.Reject or PeriodAction.Unlock ? period.Reason : null, period.TotalMs,
        }, tx, cancellationToken: ct));
    }

    private const string Overlapping = """
        select * from timesheet.period
        where user_id = @userId and workspace_id = @workspaceId and start_day <= @end and end_day >= @start
        """;

    private const string Find = "select * from timesheet.period where period_id = @periodId";

    private const string Figures = """
        select coalesce(sum(least(end_ms, @toMs) - greatest(start_ms, @fromMs))
                   filter (where status <> 'dismissed' and kind not in ('idle', 'personal', 'private')), 0)::bigint as total_ms,
               count(*) filter (where status = 'inferred' and kind in ('work', 'neutral'))::integer as to_review
        from timesheet.entry
        where user_id = @userId and lane = 'primary' and started_at < @to and started_at > @from - interval '26 hours' and ended_at > @from
        """;

    private const string Write = """
        insert into timesheet.period (user_id, period_id, workspace_id, kind, start_day, end_day, state, reason, total_ms, target_ms, to_review,
            submitted_at, decided_at, decided_by)
        values (@UserId, @PeriodId, @WorkspaceId, @Kind, @StartDay, @EndDay, @State, @Reason, @TotalMs, @TargetMs, @ToReview,
            @SubmittedAt, @DecidedAt, @DecidedBy)
        on conflict (user_id, period_id) do update set state = excluded.state, reason = excluded.reason, total_ms = excluded.total_ms,
            target_ms = excluded.target_ms, to_review = excluded.to_review, submitted_at = excluded.submitted_at,
            decided_at = excluded.decided_at, decided_by = excluded.decided_by
        """;

    private const string Remember = """
        insert into timesheet.period_event (user_id, event_id, period_id, at, action, by_user, reason, total_ms)
        values (@UserId, @EventId, @PeriodId, @now, @action, @byUser, @reason, @TotalMs)
        """;
}
