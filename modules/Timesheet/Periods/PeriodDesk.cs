using System.Globalization;
using Daybook.Kernel.Database;
using Daybook.Kernel.Days;
using Daybook.Kernel.Live;
using Daybook.Kernel.Problems;
using Daybook.Timesheet.Contracts;
using Daybook.Timesheet.Entries;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Daybook.Timesheet.Periods;

/// <summary>A period after a change, or why there was none.</summary>
internal sealed record PeriodOutcome(Period? Period, ProblemHttpResult? Problem);

/// <summary>
/// Where periods change, under the lock under which entries change: of an edit and a submission, or of two decisions, one comes first
/// and the other sees it.
/// </summary>
internal sealed class PeriodDesk(
    Db db, EntryStore entries, PeriodStore store, PeriodSettings settings, TargetQueries targets, DayWorkQueries work, DayFeed feed, LiveEvents live,
    AuditLog audit, TimeProvider time)
{
    /// <param name="expectedMs">What the person saw; when it is something else by now, nothing is handed in.</param>
    public async Task<PeriodOutcome> SubmitAsync(UserSettings user, Guid workspaceId, DateOnly day, long? expectedMs, CancellationToken ct)
    {
        var setting = await settings.OfAsync(workspaceId, ct);
        var (start, end) = PeriodRules.Around(setting.Kind, day);
        if (start > user.Clock.DayOf(time.GetUtcNow())) return Refused("period-future", "This period has not begun.");
        var pending = await work.PendingAsync(user.UserId, start, end, ct);
        if (pending.Count > 0) return Refused("period-pending", "Some days are still being worked out; try again in a moment.", ("pending_days", pending.Count));
        var target = (await targets.RangeAsync(user.UserId, start, end, null, ct)).Sum(one => one.TargetMs);

        return await db.InTransactionAsync(async tx =>
        {
            await entries.LockAsync(tx, user.UserId, ct);
            var known = await store.OverlappingAsync(tx, user.UserId, workspaceId, start, end, ct);
            var old = known.SingleOrDefault(one => one.StartDay == start && one.EndDay == end);
            if (known.Count > (old is null ? 0 : 1)) return Refused("period-overlaps", "Some of these days belong to a period that was handed in before.");
            if (old is not null && PeriodRules.After(old.Is, PeriodAction.Submit) is null) return WrongState(old);
            var figures = await store.FiguresAsync(tx, user.UserId, user.Clock.Of(start).Start, user.Clock.Of(end).End, ct);
            if (expectedMs is { } seen && seen != figures.TotalMs)
                return Refused("period-changed", "The time of this period has changed; look again.", ("total_ms", figures.TotalMs));
            if (setting.DemandReview && figures.ToReview > 0)
                return Refused("period-unreviewed", "Some entries have not been reviewed.", ("to_review", figures.ToReview));

            var period = new Period
            {
                UserId = user.UserId, PeriodId = old?.PeriodId ?? Guid.CreateVersion7(), WorkspaceId = workspaceId, Kind = EntryRow.Word(setting.Kind),
                StartDay = start, EndDay = end, State = PeriodRules.Word(PeriodState.Submitted), TotalMs = figures.TotalMs, TargetMs = target,
                ToReview = figures.ToReview, SubmittedAt = time.GetUtcNow(),
            };
            await WriteAsync(tx, period, PeriodAction.Submit, user.UserId, ct);
            return new PeriodOutcome(period, null);
        }, ct);
    }

    /// <summary>Every other action. The caller has been asked who they are; the state is judged here.</summary>
    public Task<PeriodOutcome> DecideAsync(UserSettings owner, Period seen, PeriodAction action, int byUser, string? reason, CancellationToken ct) =>
        db.InTransactionAsync(async tx =>
        {
            // What was late comes in with the next derivation. The day queue's rows are locked before the person, as everywhere.
            if (action is PeriodAction.Reopen or PeriodAction.Reject or PeriodAction.Unlock)
                await feed.TouchAsync(tx, EntryFeeds.Review, Past(owner, seen), ct);
            await entries.LockAsync(tx, seen.UserId, ct);
            var period = await store.FindAsync(tx, seen.PeriodId, ct);
            if (period is null || PeriodRules.After(period.Is, action) is not { } next) return WrongState(period ?? seen);

            var changed = period with
            {
                State = PeriodRules.Word(next), Reason = reason, DecidedAt = time.GetUtcNow(), DecidedBy = byUser,
            };
            await WriteAsync(tx, changed, action, byUser, ct);
            await audit.WriteAsync(tx, "period-" + EntryRow.Word(action), byUser, period.WorkspaceId, period.PeriodId.ToString(),
                new { start = period.StartDay, end = period.EndDay, from = period.State, to = changed.State, reason }, ct);
            return new PeriodOutcome(changed, null);
        }, ct);

    private async Task WriteAsync(NpgsqlTransaction tx, Period period, PeriodAction action, int byUser, CancellationToken ct)
    {
        await store.WriteAsync(tx, period, action, byUser, time.GetUtcNow(), ct);
        await live.PublishAsync(tx, new LiveEvent(period.UserId, "day", period.StartDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ct);
    }

    private UserDay[] Past(UserSettings owner, Period period)
    {
        var today = owner.Clock.DayOf(time.GetUtcNow());
        var last = period.EndDay < today ? period.EndDay : today;
        return [.. Enumerable.Range(0, Math.Max(0, last.DayNumber - period.StartDay.DayNumber + 1)).Select(i => new UserDay(period.UserId, period.StartDay.AddDays(i)))];
    }

    private static PeriodOutcome WrongState(Period period) =>
        Refused("period-state", "The period is not in a state that allows this (any more).", ("state", period.State));

    private static PeriodOutcome Refused(string slug, string title, params (string Name, object Value)[] facts) =>
        new(null, Problem.Of(StatusCodes.Status409Conflict, slug, title, null, facts.ToDictionary(fact => fact.Name, fact => (object?)fact.Value, StringComparer.Ordinal)));
}
