using Daybook.Timesheet.Contracts;
using Daybook.Workspace.Contracts;
using Shouldly;
using Xunit;

namespace Daybook.Timesheet.Tests.Targets;

public sealed class TargetRulesTests
{
    private const long Hour = 3_600_000;
    private static readonly DateOnly Monday = new(2026, 11, 16);
    private static readonly WorkHours[] Usual = [.. Enumerable.Range(1, 5).Select(day => new WorkHours(day, new TimeOnly(9, 0), new TimeOnly(17, 0)))];
    private static readonly Guid Project = Guid.CreateVersion7();

    [Fact]
    public void Without_any_target_the_working_hours_of_the_weekday_count()
    {
        var days = Of([], []);
        days.Select(day => day.TargetMs / Hour).ShouldBe([8, 8, 8, 8, 8, 0, 0]);
        days.ShouldAllBe(day => day.Source == TargetSource.Schedule);
    }

    [Fact]
    public void The_person_comes_before_the_project_and_that_before_the_workspace()
    {
        TargetLevel[] levels = [Level(7), Level(6, project: Project), Level(5, user: 1), Level(4, user: 1, project: Project)];
        for (var left = levels.Length; left > 0; left--)
        {
            var days = Of(levels[..left], []);
            days[0].TargetMs.ShouldBe((8 - left) * Hour);
        }

        Of(levels[..2], [])[0].Source.ShouldBe(TargetSource.Project);
        Of(levels[..3], [])[0].Source.ShouldBe(TargetSource.Person);
    }

    [Fact]
    public void A_target_counts_from_its_first_day_until_the_next_one()
    {
        var days = Of([Level(8, from: Monday.AddDays(-30)), Level(6, from: Monday.AddDays(2)), Level(1, user: 1, from: Monday.AddDays(6))], []);
        days.Select(day => day.TargetMs / Hour).ShouldBe([8, 8, 6, 6, 6, 0, 0]);
        days[6].Source.ShouldBe(TargetSource.Person);
    }

    [Fact]
    public void Leave_and_holidays_take_half_or_all_of_the_day_and_never_more()
    {
        var days = Of([Level(7)],
        [
            new(Monday, LeaveKind.Vacation, false, ""), new(Monday.AddDays(1), LeaveKind.Sick, true, ""),
            new(Monday.AddDays(2), LeaveKind.Holiday, true, "Eve"), new(Monday.AddDays(2), LeaveKind.Vacation, true, ""),
            new(Monday.AddDays(3), LeaveKind.Holiday, false, "Feast"), new(Monday.AddDays(3), LeaveKind.Sick, false, ""),
        ]);
        days.Select(day => day.TargetMs).ShouldBe([0, 7 * Hour / 2, 0, 0, 7 * Hour, 0, 0]);
        days[0].PlannedMs.ShouldBe(7 * Hour);
    }

    private static IReadOnlyList<DayTarget> Of(TargetLevel[] levels, LeaveDay[] leave) => TargetRules.Of(levels, Usual, leave, Monday, Monday.AddDays(6));

    private static TargetLevel Level(int hours, int? user = null, Guid? project = null, DateOnly? from = null)
    {
        var ms = (int)(hours * Hour);
        return new TargetLevel { UserId = user, ProjectId = project, ValidFrom = from ?? Monday.AddDays(-1), WeekMs = [ms, ms, ms, ms, ms, 0, 0] };
    }
}
