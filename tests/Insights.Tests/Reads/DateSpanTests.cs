using Daybook.Insights.Reports;
using Daybook.Kernel.Time;
using Shouldly;
using Xunit;

namespace Daybook.Insights.Tests.Reads;

public sealed class DateSpanTests
{
    private static readonly DayClock Berlin = DayClock.TryCreate("Europe/Berlin", TimeSpan.Zero)!;

    // A Saturday. In Berlin it is already the 21st when it is still the 20th in UTC.
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 23, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("today", "2026-11-21", "2026-11-21")]
    [InlineData("yesterday", "2026-11-20", "2026-11-20")]
    [InlineData("day", "2026-11-20", "2026-11-20")]
    [InlineData("week", "2026-11-16", "2026-11-21")]
    [InlineData("last_week", "2026-11-09", "2026-11-15")]
    [InlineData("month", "2026-11-01", "2026-11-21")]
    [InlineData("last_month", "2026-10-01", "2026-10-31")]
    [InlineData("year", "2026-01-01", "2026-11-21")]
    [InlineData("7_days", "2026-11-15", "2026-11-21")]
    [InlineData("last_7_days", "2026-11-15", "2026-11-21")]
    [InlineData("Last 7 Days", "2026-11-15", "2026-11-21")]
    [InlineData("14_days", "2026-11-08", "2026-11-21")]
    [InlineData("30_days", "2026-10-23", "2026-11-21")]
    [InlineData("6_months", "2026-05-22", "2026-11-21")]
    [InlineData("12_months", "2025-11-22", "2026-11-21")]
    [InlineData("last_year", "2025-11-22", "2026-11-21")]
    [InlineData("any", "2024-02-29", "2026-11-21")]
    [InlineData("all_time", "2024-02-29", "2026-11-21")]
    [InlineData("2025", "2025-01-01", "2025-12-31")]
    [InlineData("2026", "2026-01-01", "2026-11-21")]
    [InlineData("2024-02", "2024-02-01", "2024-02-29")]
    [InlineData("2026-11", "2026-11-01", "2026-11-21")]
    public void A_name_means_local_days_with_both_ends(string name, string start, string end)
    {
        var span = DateSpan.Parse(name, Now, Berlin, new DateOnly(2024, 2, 29)).ShouldNotBeNull();
        (span.Start.ToString("yyyy-MM-dd"), span.End.ToString("yyyy-MM-dd")).ShouldBe((start, end));
    }

    [Theory]
    [InlineData("last_24_hours")]
    [InlineData("24_hours")]
    [InlineData("last_day")]
    public void The_last_24_hours_are_instants(string name)
    {
        var span = DateSpan.Parse(name, Now, Berlin, null).ShouldNotBeNull();
        (span.To - span.From).ShouldBe(TimeSpan.FromHours(24));
        (span.Start, span.End).ShouldBe((new DateOnly(2026, 11, 20), new DateOnly(2026, 11, 21)));
    }

    [Theory]
    [InlineData("last_8_days")]
    [InlineData("")]
    [InlineData("20261")]
    [InlineData("2026-13")]
    [InlineData("0000")]
    [InlineData("9999")]
    [InlineData("'; drop table x")]
    public void Other_names_mean_nothing(string name) => DateSpan.Parse(name, Now, Berlin, null).ShouldBeNull();
}
