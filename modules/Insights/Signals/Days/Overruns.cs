using Daybook.Insights.Signals.Rules;
using Daybook.Kernel.Database;
using Daybook.Kernel.Days;
using Daybook.Timesheet.Contracts;
using Daybook.Workspace.Contracts;

namespace Daybook.Insights.Signals.Days;

/// <summary>A day's part in judging tasks by their estimates.</summary>
/// <param name="Here">The tasks whose latest time lies in this day.</param>
/// <param name="Judged">The scopes this day decides on: those, and tasks that have no time or no estimate any more.</param>
internal sealed record DayOverruns(IReadOnlyList<TaskEstimate> Here, IReadOnlyList<string> Judged)
{
    public static readonly DayOverruns None = new([], []);
}

/// <summary>
/// Holds tasks' whole time against their estimates. A task is judged by one day only, the latest it has time in: the days of a person are
/// worked on side by side, and each of them may be the one that knows less. Whichever day sees that another one's judgement is out of date has it judge again.
/// </summary>
internal sealed class Overruns(EntryQueries entries, CatalogQueries catalog, InsightQueries insights, DayFeed feed, Db db)
{
    public async Task<DayOverruns> DayAsync(UserSettings user, DateOnly day, IReadOnlyList<EntryPiece> sheet, CancellationToken ct)
    {
        var standing = (await insights.OverrunsAsync(user.UserId, ct)).ToLookup(insight => Guid.Parse(insight.Scope));
        var worked = sheet.Where(entry => entry.Counts && entry.TaskId is not null).ToLookup(entry => entry.TaskId!.Value);
        var tasks = worked.Select(task => task.Key).Union(standing.Select(task => task.Key)).ToArray();
        if (tasks.Length == 0) return DayOverruns.None;

        var expected = await catalog.EstimatesAsync(user.UserId, tasks, ct);
        var times = expected.Count == 0 ? [] : await entries.OfTasksAsync(user.UserId, [.. expected.Keys], ct);
        var here = new List<TaskEstimate>();
        var elsewhere = new HashSet<UserDay>();
        foreach (var time in times)
        {
            var latest = user.Clock.DayOf(time.End.AddMilliseconds(-1));
            var estimate = new TaskEstimate(time.TaskId, time.Minutes, expected[time.TaskId])
            {
                StandingBand = standing[time.TaskId].Select(insight => insight.Band).DefaultIfEmpty().Max(),
                Today = Minutes.Union(worked[time.TaskId].Select(TimeOf)),
            };
            if (latest == day) here.Add(estimate);
            else if (!Says(standing[time.TaskId], estimate, latest)) elsewhere.Add(new UserDay(user.UserId, latest));
        }

        // On its own: within the day's commit, two days could wait for each other in a circle.
        if (elsewhere.Count > 0) await db.InTransactionAsync(tx => feed.TouchAsync(tx, SignalFeeds.Overrun, elsewhere, ct), ct);
        var gone = tasks.Except(times.Select(time => time.TaskId));
        return new DayOverruns(here, [.. here.Select(task => task.TaskId).Concat(gone).Select(task => task.ToString())]);
    }

    public static Minutes TimeOf(EntryPiece entry) => new(DayPicture.Minute(entry.StartMs), DayPicture.Minute(entry.EndMs));

    /// <summary>Whether what stands is what the task's latest day would say.</summary>
    private static bool Says(IEnumerable<Insight> standing, TaskEstimate task, DateOnly latest)
    {
        if (task.SpentMinutes < task.ExpectedMinutes) return !standing.Any();
        return standing.Any(insight => insight.Day == latest
            && (int)insight.Numbers.GetValueOrDefault("spent_minutes") == task.SpentMinutes && (int)insight.Numbers.GetValueOrDefault("expected_minutes") == task.ExpectedMinutes);
    }
}
