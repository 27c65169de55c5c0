using System.Globalization;
using Daybook.Connectors.ActivityWatch.Events;
using Shouldly;
using Xunit;

namespace Daybook.Connectors.ActivityWatch.Tests;

public sealed class TimeTests
{
    [Theory]
    [InlineData("2024-01-01T10:00:00+00:00", "2024-01-01T10:00:00.0000000Z")]
    [InlineData("2024-01-01T10:00:00.123000+00:00", "2024-01-01T10:00:00.1230000Z")]
    [InlineData("2024-01-01T10:00:00.123456789Z", "2024-01-01T10:00:00.1234567Z")]
    [InlineData("2024-01-01T10:00:00.5Z", "2024-01-01T10:00:00.5000000Z")]
    [InlineData("2024-01-01T12:00:00+02:00", "2024-01-01T10:00:00.0000000Z")]
    [InlineData("2024-01-01T12:00:00+0200", "2024-01-01T10:00:00.0000000Z")]
    [InlineData("2024-01-01T12:00:00+02", "2024-01-01T10:00:00.0000000Z")]
    [InlineData("2024-01-01T05:30:00-0430", "2024-01-01T10:00:00.0000000Z")]
    [InlineData("2024-01-01T15:45:00+05:45", "2024-01-01T10:00:00.0000000Z")]
    [InlineData("2024-01-01T12:00:00 02:00", "2024-01-01T10:00:00.0000000Z")]
    [InlineData("2024-01-01 10:00:00", "2024-01-01T10:00:00.0000000Z")]
    [InlineData("2024-01-01t10:00:00z", "2024-01-01T10:00:00.0000000Z")]
    [InlineData("2024-01-01T10:00", "2024-01-01T10:00:00.0000000Z")]
    [InlineData("2024-02-29", "2024-02-29T00:00:00.0000000Z")]
    [InlineData("2024", "2024-01-01T00:00:00.0000000Z")]
    [InlineData("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.0000000Z")]
    public void Every_writing_of_an_instant_is_read(string text, string expected)
    {
        AwTime.TryParse(text, out var instant).ShouldBeTrue();
        instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture).ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2024-13-01T00:00:00Z")]
    [InlineData("2023-02-29T00:00:00Z")]
    [InlineData("2024-01-01T25:00:00Z")]
    [InlineData("2024-01-01T10:00:00+99:00")]
    [InlineData("2024-01-01T10:00:00Zjunk")]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("1969-12-31T23:59:59Z")]
    [InlineData("1704103200")]
    public void What_is_no_instant_of_our_time_is_refused(string text) => AwTime.TryParse(text, out _).ShouldBeFalse();
}
