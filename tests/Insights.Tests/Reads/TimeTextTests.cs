using Daybook.Insights.Reports;
using Shouldly;
using Xunit;

namespace Daybook.Insights.Tests.Reads;

public sealed class TimeTextTests
{
    [Theory]
    [InlineData(0, "0 secs", "0:00", "0:00:00", "0.00", "0s")]
    [InlineData(999, "0 secs", "0:00", "0:00:00", "0.00", "0s")]
    [InlineData(1_000, "1 sec", "0:00", "0:00:01", "0.00", "1s")]
    [InlineData(7_900, "7 secs", "0:00", "0:00:07", "0.00", "7s")]
    [InlineData(60_000, "1 min", "0:01", "0:01:00", "0.01", "1m")]
    [InlineData(2_940_000 + 7_000, "49 mins", "0:49", "0:49:07", "0.81", "49m")]
    [InlineData(3_600_000, "1 hr", "1:00", "1:00:00", "1.00", "1h")]
    [InlineData(3_900_000, "1 hr 5 mins", "1:05", "1:05:00", "1.08", "1h 5m")]
    [InlineData(8_256_000, "2 hrs 17 mins", "2:17", "2:17:36", "2.28", "2h 17m")]
    [InlineData(4_446_060_000, "1,235 hrs 1 min", "1235:01", "1235:01:00", "1235.01", "1,235h 1m")]
    public void A_duration_is_written_as_WakaTime_writes_it(long ms, string text, string digital, string withSeconds, string hours, string brief)
    {
        var time = new TimeText(ms);
        (time.Text, time.Digital, time.DigitalWithSeconds, time.Decimal, time.Short).ShouldBe((text, digital, withSeconds, hours, brief));
    }
}
