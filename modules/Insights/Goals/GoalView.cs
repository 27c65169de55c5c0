namespace Daybook.Insights.Goals;

/// <summary>A goal as the API shows it.</summary>
/// <param name="Progress">The present day or week.</param>
/// <param name="History">The last fourteen, oldest first; the last one is the present.</param>
internal sealed record GoalView(
    Guid Id, string Name, GoalPeriod Period, GoalSubject Subject, string? Value, long TargetMs, bool AtMost, IReadOnlyList<int> SkipWeekdays, bool Enabled,
    DateTimeOffset CreatedAt, GoalStretch Progress, IReadOnlyList<GoalStretch> History)
{
    public static GoalView Of(GoalState state) => new(
        state.Goal.Id, state.Goal.Name, state.Goal.Period, state.Goal.Subject, state.Goal.Value, state.Goal.TargetMs, state.Goal.AtMost,
        state.Goal.SkipWeekdays, state.Goal.Enabled, state.Goal.CreatedAt, state.History[^1], state.History);
}
