using Daybook.Timesheet.Entries;
using Daybook.Workspace.Contracts;
using Npgsql;

namespace Daybook.Timesheet.Review;

/// <summary>Sees a request against the stored entries: each id on its own, so that a bad one spoils none.</summary>
internal sealed class ReviewPlanner(EntryStore store, TimeProvider time)
{
    public async Task<ChangePlan> DecideAsync(
        NpgsqlTransaction tx, UserSettings user, IReadOnlyList<Guid> ids, Decision decision, CancellationToken ct)
    {
        var rows = (await store.ByIdAsync(tx, user.UserId, [.. ids], ct)).ToDictionary(row => row.Id);
        var changes = new Dictionary<Guid, EntryChange>();
        var outcomes = new List<Outcome>();
        foreach (var id in ids.Distinct())
        {
            var (after, refusal) = rows.TryGetValue(id, out var row) ? Transition.Apply(row, decision, Now) : (null, Refusal.Unknown);
            if (after is not null)
            {
                var change = new EntryChange(row, Dated(after, user));
                refusal = await InTheWayAsync(tx, change, changes, ct);
                if (refusal is null) changes[id] = change;
            }

            outcomes.Add(new Outcome(id, refusal is null ? changes[id].After : null, refusal));
        }

        return new ChangePlan([.. changes.Values], outcomes);
    }

    public async Task<ChangePlan> CreateAsync(NpgsqlTransaction tx, UserSettings user, TimeEntry entry, CancellationToken ct)
    {
        var change = new EntryChange(null, Dated(entry, user));
        var refusal = await InTheWayAsync(tx, change, [], ct);
        return refusal is null
            ? new ChangePlan([change], [new Outcome(entry.Id, change.After, null)])
            : new ChangePlan([], [new Outcome(entry.Id, null, refusal)]);
    }

    public async Task<ChangePlan> DeleteAsync(NpgsqlTransaction tx, UserSettings user, Guid id, CancellationToken ct)
    {
        var row = (await store.ByIdAsync(tx, user.UserId, [id], ct)).SingleOrDefault(row => row.IsShown);
        var refusal = row is null ? Refusal.Unknown : row.BlockKey is not null ? Refusal.NotManual : null;
        return new ChangePlan(refusal is null ? [new EntryChange(row, null)] : [], [new Outcome(id, null, refusal)]);
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static TimeEntry Dated(TimeEntry entry, UserSettings user) =>
        entry with { Day = user.Clock.DayOf(DateTimeOffset.FromUnixTimeMilliseconds(entry.StartMs)) };

    // Reviewed time never moves: who wants a place that is taken is told so. Inferred time makes room when the day is settled.
    private async Task<Refusal?> InTheWayAsync(NpgsqlTransaction tx, EntryChange change, Dictionary<Guid, EntryChange> others, CancellationToken ct)
    {
        if (!change.MovesTime || change.After is not { IsImmovable: true } entry) return null;
        var stored = await store.InTheWayAsync(tx, entry.UserId, entry.Id, entry.Stretch, ct);
        var taken = stored.Where(row => !others.ContainsKey(row.Id)).Concat(others.Values.Select(other => other.After!).Where(other => other.IsImmovable));
        return taken.Any(row => row.Stretch.OverlapMs(entry.Stretch) > 0) ? Refusal.Overlaps : null;
    }
}
