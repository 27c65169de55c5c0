using System.Text.Json;
using Daybook.Kernel.Problems;
using Daybook.Timesheet.Checks;
using Shouldly;
using Xunit;

namespace Daybook.Timesheet.Tests.Checks;

public sealed class RangeTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    [Fact]
    public void Nothing_asked_is_the_last_seven_days() => Read(null, null).ShouldBe(new DateRange(new(2026, 11, 14), Today));

    [Fact]
    public void One_end_is_enough()
    {
        Read("2026-11-18", null).ShouldBe(new DateRange(new(2026, 11, 18), Today));
        Read(null, "2026-01-07").ShouldBe(new DateRange(new(2026, 1, 1), new(2026, 1, 7)));
        Read("2026-12-01", null).ShouldBe(new DateRange(new(2026, 12, 1), new(2026, 12, 1)));
    }

    [Theory]
    [InlineData("2026-11-21", "2026-11-20", "start", "after-end")]
    [InlineData("2026-02-30", null, "start", "invalid")]
    [InlineData("20.11.2026", null, "start", "invalid")]
    [InlineData(null, "0001-01-01", "end", "out-of-range")]
    [InlineData("9999-12-31", "9999-12-31", "start", "out-of-range")]
    [InlineData("2025-11-20", "2026-11-21", "end", "too-long")]
    public void A_range_that_makes_no_sense_is_named_by_its_field(string? start, string? end, string field, string key)
    {
        var errors = new FieldErrors();
        DateRange.Read(start, end, Today, DateRange.Longest, errors);

        Errors(errors).GetProperty(field)[0].GetString().ShouldBe(key);
    }

    [Fact]
    public void A_whole_leap_year_fits() => Read("2024-01-01", "2024-12-31").Days.Count().ShouldBe(366);

    [Theory]
    [InlineData("2026-11-20T09:00:00Z", 1795165200000)]
    [InlineData("2026-11-20T09:00:00.1239Z", 1795165200123)]
    [InlineData("2026-11-20T14:30+05:30", 1795165200000)]
    public void Instants_carry_their_offset_and_are_whole_milliseconds(string text, long ms) => new FieldErrors().Instant("start", text).ShouldBe(ms);

    [Theory]
    [InlineData("2026-11-20T09:00:00")]
    [InlineData("2026-11-20")]
    [InlineData("noon")]
    public void An_instant_without_an_offset_is_refused(string text)
    {
        var errors = new FieldErrors();
        errors.Instant("start", text).ShouldBeNull();
        errors.Any.ShouldBeTrue();
    }

    private static DateRange Read(string? start, string? end)
    {
        var errors = new FieldErrors();
        var range = DateRange.Read(start, end, Today, DateRange.Longest, errors);
        errors.Any.ShouldBeFalse();
        return range;
    }

    private static JsonElement Errors(FieldErrors errors) =>
        JsonSerializer.SerializeToElement(errors.Answer().ProblemDetails.Extensions["errors"]);
}
