using Daybook.Timesheet.Entries;
using Daybook.Timesheet.Periods;
using Daybook.Workspace.Contracts;
using Npgsql;

namespace Daybook.Timesheet.Review;

/// <summary>Takes what would change a closed day out of a plan: each such change is refused by itself, the others stay.</summary>
internal sealed class ClosedDays(PeriodLocks locks)
{
    public async Task<ChangePlan> RefuseAsync(NpgsqlTransaction tx, UserSettings user, ChangePlan plan, CancellationToken ct)
    {
        var changes = plan.Changes.Where(change => !change.IsNothing).ToArray();
        if (changes.Length == 0 && plan.Where is null) return plan;
        var all = changes.SelectMany(change => change.Stretches).Concat(plan.Where is { } where ? [where] : []).Distinct();
        var closed = await locks.ClosedAsync(tx, user.UserId, [.. all.SelectMany(stretch => DaysOf(user, stretch)).Distinct()], ct);
        if (closed.Count == 0) return plan;

        // What belongs together is refused together.
        if (plan.Together) return new ChangePlan([], [.. plan.Outcomes.Select(outcome => new Outcome(outcome.Id, null, Refusal.Locked("at")))]);

        var refused = new Dictionary<Guid, Refusal>();
        foreach (var change in changes)
        {
            var stretches = change.Stretches.ToArray();
            if (!stretches.Any(stretch => DaysOf(user, stretch).Any(closed.Contains))) continue;
            var starts = stretches.Any(stretch => closed.Contains(user.Clock.DayOf(DateTimeOffset.FromUnixTimeMilliseconds(stretch.StartMs))));
            refused[(change.After ?? change.Before)!.Id] = Refusal.Locked(starts ? "start" : "end");
        }

        return plan with
        {
            Changes = [.. plan.Changes.Where(change => !refused.ContainsKey((change.After ?? change.Before)!.Id))],
            Outcomes = [.. plan.Outcomes.Select(outcome => refused.TryGetValue(outcome.Id, out var refusal) ? new Outcome(outcome.Id, null, refusal) : outcome)],
        };
    }

    private static IReadOnlyList<DateOnly> DaysOf(UserSettings user, Stretch stretch) =>
        user.Clock.DaysOf(DateTimeOffset.FromUnixTimeMilliseconds(stretch.StartMs), DateTimeOffset.FromUnixTimeMilliseconds(stretch.EndMs));
}
