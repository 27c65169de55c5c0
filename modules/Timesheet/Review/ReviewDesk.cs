using System.Globalization;
using Daybook.Enrichment.Contracts;
using Daybook.Kernel.Database;
using Daybook.Kernel.Days;
using Daybook.Kernel.Live;
using Daybook.Timesheet.Contracts;
using Daybook.Timesheet.Entries;
using Daybook.Timesheet.Periods;
using Daybook.Timesheet.Reconcile;
using Daybook.Workspace.Contracts;
using Npgsql;

namespace Daybook.Timesheet.Review;

/// <summary>
/// Where people's decisions are carried out: entries, the inferred time around them, the touch of the days and the live change,
/// all in one transaction, so that the answer already adds up.
/// </summary>
internal sealed class ReviewDesk(Db db, EntryStore store, DaySettler settler, ClosedDays closed, BlockQueries blocks, Corrections corrections, DayFeed feed, LiveEvents live,
    TimeProvider time)
{
    /// <summary>Carries out what <paramref name="plan"/> finds right against the stored entries. It may be asked more than once and writes nothing.</summary>
    public async Task<IReadOnlyList<Outcome>> ChangeAsync(
        UserSettings user, Func<NpgsqlTransaction, CancellationToken, Task<ChangePlan>> plan, CancellationToken ct)
    {
        // The day queue's rows are locked before the person's lock, as the stage does it: the other way round the two would wait for each
        // other. So the days must be known beforehand: the first look only finds them, and a change in between makes it look again.
        HashSet<DateOnly> touched = [];
        Dictionary<DateOnly, DayBlocks> derived = [];
        HashSet<DateOnly> looked = [];
        RememberReviews? remember = null;
        while (true)
        {
            var (missing, toLook) = (Array.Empty<DateOnly>(), new HashSet<DateOnly>());
            var answered = await db.InTransactionAsync(async tx =>
            {
                if (touched.Count > 0)
                {
                    await corrections.TouchAsync(tx, user.UserId, [.. touched, user.Clock.DayOf(time.GetUtcNow())], ct);
                    await feed.TouchAsync(tx, EntryFeeds.Review, [.. touched.Order().Select(day => new UserDay(user.UserId, day))], ct);
                    await store.LockAsync(tx, user.UserId, ct);
                }

                var found = await closed.RefuseAsync(tx, user, await plan(tx, ct), ct);
                var changes = found.Changes.Where(change => !change.IsNothing).ToArray();
                var days = Days(user, found, changes);
                var toSettle = Days(user, found, changes.Where(change => change.MovesTime));
                missing = [.. toSettle.Where(day => !derived.ContainsKey(day))];
                var reviews = changes.Select(ReviewTeller.Of).OfType<EntryReview>().ToArray();
                toLook = Days(user, null, changes.Where(change => ReviewTeller.Of(change) is { } review && ReviewTeller.Looks(review)));
                if (missing.Length > 0 || !days.IsSubsetOf(touched) || !toLook.IsSubsetOf(looked) || reviews.Length > 0 && remember is null)
                {
                    touched.UnionWith(days);
                    return null;
                }

                var outcomes = await WriteAsync(tx, user, found, changes, toSettle, derived, ct);
                return remember is null ? outcomes : Tell(outcomes, await remember(tx, reviews, ct));
            }, ct);
            if (answered is not null) return answered;
            foreach (var day in missing) derived[day] = await blocks.DayAsync(user.UserId, day, ct);
            looked.UnionWith(toLook);
            remember = await corrections.PrepareAsync(user.UserId, looked, ct);
        }
    }

    private async Task<IReadOnlyList<Outcome>> WriteAsync(
        NpgsqlTransaction tx, UserSettings user, ChangePlan plan, EntryChange[] changes, HashSet<DateOnly> toSettle,
        Dictionary<DateOnly, DayBlocks> derived, CancellationToken ct)
    {
        await store.RemoveAsync(tx, user.UserId, [.. changes.Where(change => change.After is null).Select(change => change.Before!.Id)], ct);
        await store.WriteAsync(tx, [.. changes.Where(change => change.After is not null).Select(change => change.After!)], ct);
        if (plan.Also is { } also) await also(tx, ct);
        foreach (var day in toSettle.Order()) await settler.SettleAsync(tx, user.UserId, user.Clock.Of(day), derived[day], ct);
        foreach (var day in Days(user, plan, changes).Order())
            await live.PublishAsync(tx, new LiveEvent(user.UserId, "day", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ct);
        if (toSettle.Count == 0) return plan.Outcomes;

        // An undone entry is inferred again and may have been settled into what its block says now.
        var settled = (await store.ByIdAsync(tx, user.UserId, [.. plan.Outcomes.Where(o => o.Entry is not null).Select(o => o.Id)], ct)).ToDictionary(e => e.Id);
        return [.. plan.Outcomes.Select(outcome => outcome with { Entry = settled.GetValueOrDefault(outcome.Id) ?? outcome.Entry })];
    }

    private static IReadOnlyList<Outcome> Tell(IReadOnlyList<Outcome> outcomes, IReadOnlyList<Taught> taught)
    {
        var moved = taught.Where(lesson => lesson.MovedMs > 0).ToDictionary(lesson => lesson.EntryId);
        return moved.Count == 0 ? outcomes : [.. outcomes.Select(outcome => outcome with { Taught = moved.GetValueOrDefault(outcome.Id) })];
    }

    private static HashSet<DateOnly> Days(UserSettings user, ChangePlan? plan, IEnumerable<EntryChange> changes) =>
        [.. changes.SelectMany(change => change.Stretches).Concat(plan?.Where is { } where ? [where] : []).Distinct().SelectMany(stretch => user.Clock.DaysOf(
            DateTimeOffset.FromUnixTimeMilliseconds(stretch.StartMs), DateTimeOffset.FromUnixTimeMilliseconds(stretch.EndMs)))];
}
