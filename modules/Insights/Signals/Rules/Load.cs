namespace Daybook.Insights.Signals.Rules;

/// <summary>How much work there was: against what was agreed, and against what a task was expected to take.</summary>
internal static class Load
{
    private const int FullWeek = 48 * 60;
    private const int GuardDays = 4;

    public static Finding? Overwork(SignalDay day, Standing standing)
    {
        var before = day.Before.Where(known => known.Day > day.Day.AddDays(-7)).ToArray();
        var work = day.WorkMinutes + before.Sum(known => known.WorkMinutes);
        var days = before.Count(known => known.WorkMinutes > 0) + (day.WorkMinutes > 0 ? 1 : 0);
        if (days < GuardDays) return null;
        var target = (day.TargetMinutes ?? 0) + before.Sum(known => known.TargetMinutes ?? 0);
        var holds = standing.Has(day, Kinds.Overwork, Bounds.Week, day.Week);
        var share = target > 0 ? work / (double)target : 0;
        var overFull = work > FullWeek;
        if (!overFull && !(target > 0 && Bounds.Holds(share, 1.1, 1.0, holds))) return null;
        var band = Math.Max(target > 0 ? Bounds.Band(share, 1.3, 1.5) : 1, overFull ? Bounds.Band(work, FullWeek, 60 * 60) : 1);
        return Finding.Of(
            Kinds.Overwork, Bounds.Week, day.Week, band, [],
            ("value", work), ("limit", target > 0 ? Math.Min(FullWeek, target * 1.1) : FullWeek), ("target_minutes", target), ("days", days));
    }

    public static IEnumerable<Finding> Overruns(SignalDay day)
    {
        foreach (var task in day.Estimates.Where(task => task.ExpectedMinutes > 0).OrderBy(task => task.TaskId))
        {
            var share = task.SpentMinutes / (double)task.ExpectedMinutes;
            if (share < 1) continue;
            var band = Math.Max(Bounds.Band(share, 1.5, 2), task.StandingBand);
            yield return Finding.Of(
                Kinds.EstimateOverrun, task.TaskId.ToString(), "band-" + band.ToString(System.Globalization.CultureInfo.InvariantCulture), band, day.Picture.BlocksIn(task.Today),
                ("value", share), ("limit", 1), ("spent_minutes", task.SpentMinutes), ("expected_minutes", task.ExpectedMinutes));
        }
    }
}
