using Daybook.Insights.Stats;

namespace Daybook.Insights.Goals;

internal enum GoalPeriod { Day, Week }

internal enum GoalSubject { Total, Project, Language, Tool, Category }

/// <summary>What a person wants to reach, or not to exceed, in every day or week.</summary>
/// <param name="SkipWeekdays">Days off, 1 = Monday … 7 = Sunday: their time counts for nothing, and a daily goal ignores them.</param>
internal sealed record Goal(
    Guid Id, int UserId, string Name, GoalPeriod Period, GoalSubject Subject, string? Value, long TargetMs, bool AtMost,
    IReadOnlyList<int> SkipWeekdays, bool Enabled, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>What the time must be to count.</summary>
    public IReadOnlyList<StatFilter> Filters => Subject switch
    {
        GoalSubject.Project => [new StatFilter(Dimension.Repository, [Value!])],
        GoalSubject.Language => [new StatFilter(Dimension.Language, [Value!])],
        GoalSubject.Tool => [new StatFilter(Dimension.Tool, [Value!])],
        GoalSubject.Category => [new StatFilter(Dimension.Category, [Value!])],
        _ => [],
    };

    public bool IsOff(DateOnly day) => SkipWeekdays.Contains(((int)day.DayOfWeek + 6) % 7 + 1);
}

/// <summary>Ignored: a day off. Pending: nothing is decided before the period ends, except that "at least" can be reached and "at most" broken early.</summary>
internal enum GoalStatus { Success, Fail, Pending, Ignored }

/// <summary>One day or week of a goal, both ends included.</summary>
internal sealed record GoalStretch(DateOnly Start, DateOnly End, long ActualMs, long TargetMs, GoalStatus Status);
