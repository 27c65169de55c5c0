using Dapper;
using Daybook.Enrichment.Contracts;
using Daybook.Timesheet.Contracts;
using Daybook.Timesheet.Entries;
using Daybook.Timesheet.Periods;
using Daybook.Timesheet.Review;
using Daybook.Workspace.Contracts;
using Npgsql;

namespace Daybook.Timesheet.Imports;

/// <summary>Sees a file's rows against what the person has already reviewed or written. Writes nothing.</summary>
internal sealed class ImportPlanner(PeriodLocks locks, TimeProvider time)
{
    /// <summary>Every row with its verdict, and the entries that the accepted ones make.</summary>
    public async Task<(IReadOnlyList<ImportRow> Rows, ChangePlan Plan)> PlanAsync(
        NpgsqlTransaction tx, UserSettings user, IReadOnlyList<ImportRow> rows, CancellationToken ct)
    {
        var understood = rows.Where(row => row.Verdict == Verdict.Accepted).ToArray();
        if (understood.Length == 0) return (rows, new ChangePlan([], []));
        var there = (await tx.Connection!.QueryAsync<EntryRow>(new CommandDefinition(Standing, new
        {
            user.UserId,
            from = DateTimeOffset.FromUnixTimeMilliseconds(understood.Min(row => row.StartMs)),
            to = DateTimeOffset.FromUnixTimeMilliseconds(understood.Max(row => row.EndMs)),
        }, tx, cancellationToken: ct))).Select(row => row.ToEntry()).ToList();

        var closed = await locks.ClosedAsync(tx, user.UserId, [.. understood.SelectMany(row => DaysOf(row, user)).Distinct()], ct);
        var (judged, changes, stored) = (new List<ImportRow>(), new List<EntryChange>(), there.Count);
        foreach (var row in rows)
        {
            var verdict = row.Verdict == Verdict.Accepted ? Judge(row, there, stored) : row;
            if (verdict.Verdict == Verdict.Accepted && DaysOf(row, user).Any(closed.Contains)) verdict = verdict.Reject("start", "locked");
            judged.Add(verdict);
            if (verdict.Verdict != Verdict.Accepted) continue;
            var entry = Entry(row, user);
            there.Add(entry);
            changes.Add(new EntryChange(null, entry));
        }

        return (judged, new ChangePlan(changes, [.. changes.Select(change => new Outcome(change.After!.Id, change.After, null))]));
    }

    private static IReadOnlyList<DateOnly> DaysOf(ImportRow row, UserSettings user) =>
        user.Clock.DaysOf(DateTimeOffset.FromUnixTimeMilliseconds(row.StartMs), DateTimeOffset.FromUnixTimeMilliseconds(row.EndMs));

    // What is already there, whole or as part of one entry for the same thing, is a duplicate; reviewed time that says otherwise stays.
    // Files know seconds, entries milliseconds.
    private static ImportRow Judge(ImportRow row, List<TimeEntry> there, int stored)
    {
        for (var i = 0; i < there.Count; i++)
        {
            var entry = there[i];
            var overlap = entry.Stretch.OverlapMs(row.Stretch);
            if (overlap == 0 || row.Parallel != (entry.Lane == EntryLane.Parallel)) continue;
            if (overlap > row.Stretch.LengthMs - 1000 && entry.Label.ProjectId == row.ProjectId && entry.Label.TaskId == row.TaskId && entry.Status != EntryStatus.Dismissed)
                return row with { Verdict = Verdict.Duplicate };
        }

        if (row.Parallel) return row;
        var taken = there.FindIndex(entry => entry.IsImmovable && entry.Stretch.OverlapMs(row.Stretch) > 0);
        return taken < 0 ? row : row.Reject("start", taken < stored ? "overlaps-reviewed" : "overlaps-row");
    }

    private TimeEntry Entry(ImportRow row, UserSettings user)
    {
        var label = new EntryLabel(BlockKind.Work, "", row.ProjectId, row.TaskId, row.Description, 1, LabelStage.User, []);
        var state = new EntryState(EntryStatus.Manual, row.StartMs, row.EndMs, label, time.GetUtcNow().ToUnixTimeMilliseconds());
        return new TimeEntry(
            user.UserId, Guid.CreateVersion7(), user.Clock.DayOf(DateTimeOffset.FromUnixTimeMilliseconds(row.StartMs)),
            row.Parallel ? EntryLane.Parallel : EntryLane.Primary, null, state, null);
    }

    private const string Standing = """
        select * from timesheet.entry
        where user_id = @UserId and status <> 'inferred' and kind <> 'idle'
          and started_at < @to and started_at > @from - interval '26 hours' and ended_at > @from
        order by started_at, entry_id
        """;
}
