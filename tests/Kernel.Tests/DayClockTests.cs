using Daybook.Kernel.Time;
using Shouldly;
using Xunit;

namespace Daybook.Kernel.Tests;

public sealed class DayClockTests
{
    private static DayClock Clock(string zone, int startHour = 0) => DayClock.TryCreate(zone, TimeSpan.FromHours(startHour))!;

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29", 23.0)]
    [InlineData("Europe/Berlin", "2026-10-25", 25.0)]
    [InlineData("Europe/Berlin", "2026-06-01", 24.0)]
    [InlineData("Australia/Lord_Howe", "2026-04-05", 24.5)]
    [InlineData("Australia/Lord_Howe", "2026-10-04", 23.5)]
    [InlineData("Asia/Kathmandu", "2026-06-01", 24.0)]
    [InlineData("Asia/Kolkata", "2026-06-01", 24.0)]
    [InlineData("Pacific/Apia", "2011-12-30", 0.0)]
    [InlineData("America/Sao_Paulo", "2018-11-04", 23.0)]
    [InlineData("America/Havana", "2026-11-01", 25.0)]
    public void A_day_has_the_hours_its_zone_gives_it(string zone, string day, double hours)
    {
        var local = Clock(zone).Of(DateOnly.Parse(day));
        (local.End - local.Start).TotalHours.ShouldBe(hours);
    }

    [Fact]
    public void The_day_start_moves_both_edges()
    {
        var day = Clock("Europe/Berlin", 4).Of(new DateOnly(2026, 6, 1));
        day.Start.ShouldBe(new DateTimeOffset(2026, 6, 1, 2, 0, 0, TimeSpan.Zero));
        day.End.ShouldBe(new DateTimeOffset(2026, 6, 2, 2, 0, 0, TimeSpan.Zero));
        Clock("Europe/Berlin", 4).DayOf(new DateTimeOffset(2026, 6, 1, 1, 59, 0, TimeSpan.Zero)).ShouldBe(new DateOnly(2026, 5, 31));
    }

    [Theory]
    [InlineData("Europe/Berlin", 0)]
    [InlineData("Europe/Berlin", 2)]
    [InlineData("America/Havana", 0)]
    [InlineData("America/Sao_Paulo", 0)]
    [InlineData("Pacific/Apia", 4)]
    [InlineData("Africa/Casablanca", 3)]
    [InlineData("Australia/Lord_Howe", 2)]
    [InlineData("Asia/Kathmandu", 5)]
    [InlineData("UTC", 0)]
    public void Every_instant_lies_in_exactly_the_day_that_claims_it_and_days_leave_no_gap(string zone, int startHour)
    {
        var clock = Clock(zone, startHour);
        for (var day = new DateOnly(2010, 1, 1); day < new DateOnly(2027, 1, 1); day = day.AddDays(1))
        {
            var local = clock.Of(day);
            local.End.ShouldBe(clock.Of(day.AddDays(1)).Start);
            local.LengthMs.ShouldBeInRange(0, 26 * 3_600_000L);
            if (local.LengthMs == 0) continue;
            clock.DayOf(local.Start).ShouldBe(day);
            clock.DayOf(local.End.AddMilliseconds(-1)).ShouldBe(day);
            clock.DayOf(local.Start.AddMilliseconds(-1)).ShouldNotBe(day);
        }
    }

    [Fact]
    public void A_stretch_touches_every_day_it_covers_and_not_the_one_it_ends_at()
    {
        var clock = Clock("Europe/Berlin");
        var day = clock.Of(new DateOnly(2026, 3, 29));
        clock.DaysOf(day.Start, day.End).ShouldBe([new DateOnly(2026, 3, 29)]);
        clock.DaysOf(day.Start.AddMilliseconds(-1), day.End.AddMilliseconds(1)).Count.ShouldBe(3);
        clock.DaysOf(day.Start, day.Start).ShouldBe([new DateOnly(2026, 3, 29)]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Mars/Olympus")]
    [InlineData("W. Europe Standard Time")]
    [InlineData("../etc/passwd")]
    [InlineData("posixrules")]
    public void Odd_names_are_no_zones(string name) => DayClock.TryCreate(name, TimeSpan.Zero).ShouldBeNull();

    [Fact]
    public void A_day_start_beyond_the_day_is_refused() => DayClock.TryCreate("UTC", TimeSpan.FromHours(24)).ShouldBeNull();
}
