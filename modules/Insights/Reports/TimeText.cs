using System.Globalization;

namespace Daybook.Insights.Reports;

/// <summary>A duration as WakaTime's clients know it: whole hours and minutes, seconds only below a minute.</summary>
internal readonly record struct TimeText(long Ms)
{
    public long Hours => Ms / 3_600_000;

    public int Minutes => (int)(Ms / 60_000 % 60);

    public int Seconds => (int)(Ms / 1000 % 60);

    public double TotalSeconds => Ms / 1000.0;

    /// <summary>"2 hrs 17 mins", "1 hr", "49 mins", "7 secs", "0 secs".</summary>
    public string Text => (Hours, Minutes) switch
    {
        (0, 0) => Count(Seconds, "sec"),
        (0, var minutes) => Count(minutes, "min"),
        (var hours, 0) => Count(hours, "hr"),
        var (hours, minutes) => Count(hours, "hr") + " " + Count(minutes, "min"),
    };

    /// <summary>"2:17".</summary>
    public string Digital => string.Create(CultureInfo.InvariantCulture, $"{Hours}:{Minutes:00}");

    /// <summary>"2:17:36".</summary>
    public string DigitalWithSeconds => string.Create(CultureInfo.InvariantCulture, $"{Hours}:{Minutes:00}:{Seconds:00}");

    /// <summary>Hours and minutes as a decimal number of hours, cut to two places: "2.28".</summary>
    public string Decimal => ((Hours * 60 + Minutes) * 100 / 60 / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>"2h 17m": for badges and chart labels.</summary>
    public string Short => (Hours, Minutes) switch
    {
        (0, 0) => Seconds.ToString(CultureInfo.InvariantCulture) + "s",
        (0, var minutes) => minutes.ToString(CultureInfo.InvariantCulture) + "m",
        (var hours, 0) => Number(hours) + "h",
        var (hours, minutes) => Number(hours) + "h " + minutes.ToString(CultureInfo.InvariantCulture) + "m",
    };

    private static string Count(long count, string unit) => Number(count) + " " + unit + (count == 1 ? "" : "s");

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
