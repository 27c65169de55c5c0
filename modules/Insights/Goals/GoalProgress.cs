using Daybook.Insights.Reports;

namespace Daybook.Insights.Goals;

/// <summary>Judges a goal's periods. Pure: days and their time in, periods out.</summary>
internal static class GoalProgress
{
    /// <summary>How many periods are told, the present one included.</summary>
    public const int Periods = 14;

    /// <summary>The days that the last periods cover, up to the end of the present one.</summary>
    public static (DateOnly Start, DateOnly End) Reach(GoalPeriod period, DateOnly today) => period == GoalPeriod.Day
        ? (today.AddDays(1 - Periods), today)
        : (DateSpan.MondayOf(today).AddDays(7 * (1 - Periods)), DateSpan.MondayOf(today).AddDays(6));

    /// <summary>The last periods, oldest first; the last one is the present.</summary>
    public static IReadOnlyList<GoalStretch> Of(Goal goal, IReadOnlyDictionary<DateOnly, long> msByDay, DateOnly today)
    {
        var (first, last) = Reach(goal.Period, today);
        var length = goal.Period == GoalPeriod.Day ? 1 : 7;
        var stretches = new List<GoalStretch>(Periods);
        for (var start = first; start <= last; start = start.AddDays(length)) stretches.Add(Judge(goal, start, start.AddDays(length - 1), msByDay, today));
        return stretches;
    }

    private static GoalStretch Judge(Goal goal, DateOnly start, DateOnly end, IReadOnlyDictionary<DateOnly, long> msByDay, DateOnly today)
    {
        var (actual, off) = (0L, true);
        for (var day = start; day <= end; day = day.AddDays(1))
        {
            if (goal.IsOff(day)) continue;
            off = false;
            actual += msByDay.GetValueOrDefault(day);
        }

        return new GoalStretch(start, end, actual, goal.TargetMs, off ? GoalStatus.Ignored : Status(goal, actual, isOver: end < today));
    }

    private static GoalStatus Status(Goal goal, long actual, bool isOver) => (goal.AtMost, isOver) switch
    {
        (true, _) when actual > goal.TargetMs => GoalStatus.Fail,
        (true, true) => GoalStatus.Success,
        (false, _) when actual >= goal.TargetMs => GoalStatus.Success,
        (false, true) => GoalStatus.Fail,
        _ => GoalStatus.Pending,
    };
}
