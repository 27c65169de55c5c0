using Daybook.Insights.Goals;
using Shouldly;
using Xunit;

namespace Daybook.Insights.Tests.Goals;

public sealed class GoalProgressTests
{
    private const long Hour = 3_600_000;

    // A Saturday.
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Fact]
    public void A_day_that_reached_the_goal_is_a_success_and_one_that_did_not_a_fail()
    {
        var history = GoalProgress.Of(Daily(2 * Hour), Days((1, 2 * Hour), (2, 2 * Hour - 1)), Today);
        history.Count.ShouldBe(14);
        (history[^2].Start, history[^2].Status, history[^2].ActualMs).ShouldBe((Today.AddDays(-1), GoalStatus.Success, 2 * Hour));
        history[^3].Status.ShouldBe(GoalStatus.Fail);
        history[0].Start.ShouldBe(Today.AddDays(-13));
    }

    [Fact]
    public void Today_is_pending_until_it_is_reached()
    {
        GoalProgress.Of(Daily(2 * Hour), Days((0, Hour)), Today)[^1].Status.ShouldBe(GoalStatus.Pending);
        GoalProgress.Of(Daily(2 * Hour), Days((0, 2 * Hour)), Today)[^1].Status.ShouldBe(GoalStatus.Success);
    }

    [Fact]
    public void At_most_fails_as_soon_as_it_is_exceeded_and_succeeds_only_at_the_end()
    {
        var goal = Daily(2 * Hour) with { AtMost = true };
        GoalProgress.Of(goal, Days((0, 2 * Hour)), Today)[^1].Status.ShouldBe(GoalStatus.Pending);
        GoalProgress.Of(goal, Days((0, 2 * Hour + 1)), Today)[^1].Status.ShouldBe(GoalStatus.Fail);
        GoalProgress.Of(goal, Days(), Today)[^2].Status.ShouldBe(GoalStatus.Success);
    }

    [Fact]
    public void A_day_off_is_ignored_whatever_was_done()
    {
        var history = GoalProgress.Of(Daily(Hour) with { SkipWeekdays = [6, 7] }, Days((0, 9 * Hour), (6, 9 * Hour)), Today);
        history[^1].Status.ShouldBe(GoalStatus.Ignored);
        history[^1].ActualMs.ShouldBe(0);
        history.Where(day => day.Status == GoalStatus.Ignored).Select(day => day.Start.DayOfWeek).Distinct().Order().ShouldBe([DayOfWeek.Sunday, DayOfWeek.Saturday]);
        history.Count(day => day.Status == GoalStatus.Ignored).ShouldBe(4);
    }

    [Fact]
    public void A_week_runs_from_Monday_to_Sunday_and_is_pending_to_its_end()
    {
        var goal = Daily(5 * Hour) with { Period = GoalPeriod.Week };
        var history = GoalProgress.Of(goal, Days((0, Hour), (5, Hour), (6, 5 * Hour), (12, 0)), Today);
        (history[^1].Start, history[^1].End, history[^1].ActualMs, history[^1].Status)
            .ShouldBe((new DateOnly(2026, 11, 16), new DateOnly(2026, 11, 22), 2 * Hour, GoalStatus.Pending));
        (history[^2].Start, history[^2].End, history[^2].ActualMs, history[^2].Status)
            .ShouldBe((new DateOnly(2026, 11, 9), new DateOnly(2026, 11, 15), 5 * Hour, GoalStatus.Success));
        history.Count.ShouldBe(14);
    }

    [Fact]
    public void The_days_off_of_a_week_count_for_nothing()
    {
        var goal = Daily(2 * Hour) with { Period = GoalPeriod.Week, SkipWeekdays = [6, 7], AtMost = true };
        var history = GoalProgress.Of(goal, Days((0, 9 * Hour), (2, 2 * Hour)), Today);
        (history[^1].ActualMs, history[^1].Status).ShouldBe((2 * Hour, GoalStatus.Pending));
    }

    private static Goal Daily(long target) =>
        new(Guid.CreateVersion7(), 1, "Code", GoalPeriod.Day, GoalSubject.Total, null, target, false, [], true, default, default);

    private static Dictionary<DateOnly, long> Days(params (int Ago, long Ms)[] days) => days.ToDictionary(day => Today.AddDays(-day.Ago), day => day.Ms);
}
