using Daybook.Workspace.Contracts;

namespace Daybook.Timesheet.Contracts;

/// <summary>A stored target: for a person, a project, or (neither) a workspace, from a day on. Monday first.</summary>
internal sealed record TargetLevel
{
    public int? UserId { get; init; }
    public Guid? ProjectId { get; init; }
    public DateOnly ValidFrom { get; init; }
    public int[] WeekMs { get; init; } = [];

    public TargetSource Source => UserId is not null ? TargetSource.Person : ProjectId is not null ? TargetSource.Project : TargetSource.Workspace;

    // A person's target for one project says more of that project than the one for everything.
    public int Rank => (UserId is null ? 0 : 2) + (ProjectId is null ? 0 : 1);
}

/// <summary>Which target counts on which day. Pure.</summary>
internal static class TargetRules
{
    public static IReadOnlyList<DayTarget> Of(
        IReadOnlyCollection<TargetLevel> levels, IReadOnlyList<WorkHours> schedule, IReadOnlyList<LeaveDay> leave, DateOnly start, DateOnly end)
    {
        var ordered = levels.OrderByDescending(level => level.Rank).ThenByDescending(level => level.ValidFrom).ToArray();
        var away = leave.GroupBy(day => day.Day).ToDictionary(day => day.Key, day => Math.Min(2, day.Sum(part => part.Half ? 1 : 2)));
        var days = new List<DayTarget>();
        for (var day = start; day <= end; day = day.AddDays(1))
        {
            var weekday = ((int)day.DayOfWeek + 6) % 7;
            var level = Array.Find(ordered, level => level.ValidFrom <= day);
            var planned = level?.WeekMs[weekday] ?? ScheduledMs(schedule, weekday + 1);
            days.Add(new DayTarget(day, planned, planned * (2 - away.GetValueOrDefault(day)) / 2, level?.Source ?? TargetSource.Schedule));
        }

        return days;
    }

    private static long ScheduledMs(IReadOnlyList<WorkHours> schedule, int weekday) =>
        schedule.Where(hours => hours.Weekday == weekday).Sum(hours => (long)(hours.End.ToTimeSpan() - hours.Start.ToTimeSpan()).TotalMilliseconds);
}
