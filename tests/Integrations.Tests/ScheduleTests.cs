using Daybook.Integrations.Checks;
using Daybook.Kernel.Problems;
using Shouldly;
using Xunit;

namespace Daybook.Integrations.Tests;

public sealed class ScheduleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 5)]
    [InlineData(3, 15)]
    [InlineData(4, 30)]
    [InlineData(5, 60)]
    [InlineData(6, 180)]
    [InlineData(7, 360)]
    [InlineData(8, 720)]
    [InlineData(9, 1440)]
    [InlineData(10, 1440)]
    public void Failures_in_a_row_wait_ever_longer(int failures, int minutes) =>
        new SyncSchedule("hourly").Next(Now, failures, failed: true, TimeZoneInfo.Utc).ShouldBe(Now.AddMinutes(minutes));

    [Fact]
    public void Each_kind_has_its_next_time()
    {
        new SyncSchedule("off").Next(Now, 3, true, TimeZoneInfo.Utc).ShouldBeNull();
        new SyncSchedule("hourly").Next(Now, 0, false, TimeZoneInfo.Utc).ShouldBe(Now.AddHours(1));
        new SyncSchedule("daily").Next(Now, 0, false, TimeZoneInfo.Utc).ShouldBe(Now.AddDays(1));
        new SyncSchedule("cron", "0 30 18 * * ?").Next(Now, 0, false, TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata"))
            .ShouldBe(new DateTimeOffset(2026, 11, 20, 13, 0, 0, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("weekly", null, "schedule.kind")]
    [InlineData("cron", null, "schedule.cron")]
    [InlineData("cron", "every now and then", "schedule.cron")]
    [InlineData("cron", "61 0 0 * * ?", "schedule.cron")]
    public void Wrong_schedules_are_refused(string kind, string? cron, string field)
    {
        var errors = new FieldErrors();
        SyncSchedule.Check(new SyncSchedule(kind, cron), errors);
        errors.Any.ShouldBeTrue();
        ((IReadOnlyDictionary<string, string[]>)errors.Answer().ProblemDetails.Extensions["errors"]!).Keys.ShouldBe([field]);
    }
}
