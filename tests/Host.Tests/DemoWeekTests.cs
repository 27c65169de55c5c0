using System.Globalization;
using Daybook.Host.Demo;
using Shouldly;
using Xunit;

namespace Daybook.Host.Tests;

public sealed class DemoWeekTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("2026-11-21T10:00:00Z", "2026-11-16")]
    [InlineData("2026-11-18T10:00:00Z", "2026-11-09", "2026-11-16")]
    [InlineData("2026-11-15T23:30:00Z", "2026-11-09", "2026-11-16")]
    public void The_weeks_are_the_present_one_and_while_it_is_not_over_the_one_before(string now, params string[] mondays) =>
        DemoWeek.Mondays(At(now), Berlin).Select(day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).ShouldBe(mondays);

    [Theory]
    [InlineData("2026-11-16")]
    [InlineData("2026-07-06")]
    public void Every_event_keeps_its_local_time_of_day_also_in_summer(string monday)
    {
        var recorded = Times(DemoWeek.Batches(new DateOnly(2026, 3, 2), DateTimeOffset.MaxValue, Berlin));
        var moved = Times(DemoWeek.Batches(DateOnly.Parse(monday, CultureInfo.InvariantCulture), DateTimeOffset.MaxValue, Berlin));

        moved.Count.ShouldBe(4681);
        moved.Select(time => (time.DayOfWeek, time.TimeOfDay)).ShouldBe(recorded.Select(time => (time.DayOfWeek, time.TimeOfDay)));
    }

    [Fact]
    public void Nothing_comes_from_the_future_and_the_same_week_has_the_same_ids()
    {
        var now = At("2026-11-18T10:00:00Z");
        var monday = new DateOnly(2026, 11, 16);
        var once = DemoWeek.Batches(monday, now, Berlin).SelectMany(batch => batch["events"]!.AsArray()).ToList();

        once.Count.ShouldBeInRange(1000, 4680);
        once.ShouldAllBe(one => At(one!["ts"]!.GetValue<string>()) <= now);
        var ids = once.Select(one => one!["event_id"]!.GetValue<string>()).ToList();
        ids.Distinct(StringComparer.Ordinal).Count().ShouldBe(ids.Count);
        ids.ShouldBe(DemoWeek.Batches(monday, now, Berlin).SelectMany(batch => batch["events"]!.AsArray()).Select(one => one!["event_id"]!.GetValue<string>()));
        ids.Intersect(DemoWeek.Batches(monday.AddDays(-7), now, Berlin).SelectMany(batch => batch["events"]!.AsArray())
            .Select(one => one!["event_id"]!.GetValue<string>()), StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void Batches_are_no_larger_than_the_protocol_takes() =>
        DemoWeek.Batches(new DateOnly(2026, 11, 16), DateTimeOffset.MaxValue, Berlin).ShouldAllBe(batch => batch["events"]!.AsArray().Count <= 500);

    private static List<DateTime> Times(IEnumerable<System.Text.Json.Nodes.JsonObject> batches) =>
        [.. batches.SelectMany(batch => batch["events"]!.AsArray()).Select(one => TimeZoneInfo.ConvertTime(At(one!["ts"]!.GetValue<string>()), Berlin).DateTime)];

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
