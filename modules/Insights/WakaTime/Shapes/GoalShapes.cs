using Daybook.Insights.Goals;
using Daybook.Insights.Reports;
using Daybook.Workspace.Contracts;

namespace Daybook.Insights.WakaTime.Shapes;

/// <summary>One day or week of a goal.</summary>
internal sealed record GoalChart(
    double ActualSeconds, string ActualSecondsText, double GoalSeconds, string GoalSecondsText, DayRange Range, GoalStatus RangeStatus,
    string RangeStatusReason, string RangeStatusReasonShort);

/// <summary>Whose goal it is.</summary>
internal sealed record GoalOwner(Guid Id, string Username, string DisplayName, string FullName, string? Email, string? Photo);

/// <summary>A goal as WakaTime tells it.</summary>
internal sealed record GoalShape
{
    public required Guid Id { get; init; }
    public required string Title { get; init; }
    public required string CustomTitle { get; init; }
    public required string Delta { get; init; }
    public required double Seconds { get; init; }
    public required GoalStatus Status { get; init; }
    public required GoalStatus AverageStatus { get; init; }
    public required GoalStatus CumulativeStatus { get; init; }
    public required bool IsEnabled { get; init; }
    public required bool IsInverse { get; init; }
    public required IReadOnlyList<string> IgnoreDays { get; init; }
    public required IReadOnlyList<string> Languages { get; init; }
    public required IReadOnlyList<string> Editors { get; init; }
    public required IReadOnlyList<string> Projects { get; init; }
    public required IReadOnlyList<string> Categories { get; init; }
    public required string RangeText { get; init; }
    public required GoalOwner Owner { get; init; }
    public required IReadOnlyList<GoalChart> ChartData { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ModifiedAt { get; init; }
    public string Type => "coding";
    public int StatusPercentCalculated => 100;
    public double? ImproveByPercent => null;
    public bool IsCurrentUserOwner => true;
    public bool IsSnoozed => false;
    public bool IsTweeting => false;
    public bool IgnoreZeroDays => false;
    public DateTimeOffset? SnoozeUntil => null;
    public IReadOnlyList<GoalOwner> Subscribers => [];
}

/// <summary>Makes WakaTime's goals of ours.</summary>
internal static class GoalShapes
{
    // What WakaTime shows of a goal: a week of days or of weeks.
    private const int Charts = 7;
    private static readonly string[] Weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    public static GoalShape Of(GoalState state, UserSettings user, DateOnly today)
    {
        var goal = state.Goal;
        var history = state.History.TakeLast(Charts).ToList();
        var decided = history.Where(stretch => stretch.Status is GoalStatus.Success or GoalStatus.Fail).ToList();
        var title = Title(goal);
        return new GoalShape
        {
            Id = goal.Id, Title = title, CustomTitle = goal.Name, Delta = goal.Period == GoalPeriod.Day ? "day" : "week", Seconds = goal.TargetMs / 1000.0,
            Status = history[^1].Status,
            AverageStatus = decided.Count == 0 ? GoalStatus.Pending : Outcome(decided.Count(stretch => stretch.Status == GoalStatus.Success) * 2 >= decided.Count),
            CumulativeStatus = Cumulative(goal, [.. history.Where(stretch => stretch.Status != GoalStatus.Ignored)]),
            IsEnabled = goal.Enabled, IsInverse = goal.AtMost, IgnoreDays = [.. goal.SkipWeekdays.Select(day => Weekdays[day - 1])],
            Languages = Only(goal, GoalSubject.Language), Editors = Only(goal, GoalSubject.Tool), Projects = Only(goal, GoalSubject.Project),
            Categories = Only(goal, GoalSubject.Category),
            RangeText = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"from {history[0].Start:yyyy-MM-dd} until {history[^1].End:yyyy-MM-dd}"),
            Owner = new GoalOwner(user.PublicId, user.Name, user.Name, user.Name, null, null),
            ChartData = [.. history.Select(stretch => Chart(goal, stretch, user, today))], CreatedAt = goal.CreatedAt, ModifiedAt = goal.UpdatedAt,
        };
    }

    private static GoalChart Chart(Goal goal, GoalStretch stretch, UserSettings user, DateOnly today)
    {
        var (actual, target) = (new TimeText(stretch.ActualMs), new TimeText(stretch.TargetMs));
        var (first, last) = (DayShapes.Range(stretch.Start, user.Clock, today), DayShapes.Range(stretch.End, user.Clock, today));
        var range = goal.Period == GoalPeriod.Day ? first : first with { End = last.End, Text = "Week of " + first.Text };
        var difference = new TimeText(Math.Abs(stretch.ActualMs - stretch.TargetMs));
        var (more, word) = (stretch.ActualMs >= stretch.TargetMs ? "more" : "less", goal.Period == GoalPeriod.Day ? "daily" : "weekly");
        var (reason, brief) = stretch.Status == GoalStatus.Ignored
            ? ("a day off", "day off")
            : ($"coded {actual.Text}{About(goal)}, {difference.Text} {more} than your {word} goal", $"{actual.Short} ({difference.Short} {more} than goal)");
        return new GoalChart(actual.TotalSeconds, actual.Text, target.TotalSeconds, target.Text, range, stretch.Status, reason, brief);
    }

    private static GoalStatus Cumulative(Goal goal, IReadOnlyList<GoalStretch> counted)
    {
        if (counted.Count == 0) return GoalStatus.Ignored;
        var (actual, target) = (counted.Sum(stretch => stretch.ActualMs), counted.Sum(stretch => stretch.TargetMs));
        return Outcome(goal.AtMost ? actual <= target : actual >= target);
    }

    private static GoalStatus Outcome(bool success) => success ? GoalStatus.Success : GoalStatus.Fail;

    private static string Title(Goal goal) =>
        $"Code {(goal.AtMost ? "at most " : "")}{new TimeText(goal.TargetMs).Text} per {(goal.Period == GoalPeriod.Day ? "day" : "week")}{About(goal)}";

    private static string About(Goal goal) => goal.Value is null ? "" : " in " + goal.Value;

    private static IReadOnlyList<string> Only(Goal goal, GoalSubject subject) => goal.Subject == subject ? [goal.Value!] : [];
}
