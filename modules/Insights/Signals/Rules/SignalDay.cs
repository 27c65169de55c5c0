using System.Globalization;

namespace Daybook.Insights.Signals.Rules;

/// <summary>What is kept of a day: for the person's own baseline, the week, and the rest before the next day.</summary>
/// <param name="SwitchRate">Changes of context per active hour; null when the day was too short to say.</param>
/// <param name="LastWork">The minute at which the day's last work ended; null without any.</param>
/// <param name="TargetMinutes">What the day should have come to; null when nothing says so.</param>
internal sealed record DayMeasure(
    DateOnly Day, int WorkMinutes, int OutsideMinutes, double? SwitchRate, int? LastWork, int? TargetMinutes, bool Scheduled);

/// <summary>A task's time, of all days together, against what was expected of it.</summary>
internal sealed record TaskEstimate(Guid TaskId, int SpentMinutes, int ExpectedMinutes)
{
    /// <summary>The band that was told already; 0 for none. It stays for as long as the task is over its estimate.</summary>
    public int StandingBand { get; init; }

    /// <summary>The part of the time that lies in the day.</summary>
    public IReadOnlyList<Minutes> Today { get; init; } = [];
}

/// <summary>Everything a day's signals depend on.</summary>
/// <param name="Schedule">The day's working hours; empty on days off, in leave and on holidays.</param>
/// <param name="HasSchedule">Whether the person has any working hours at all.</param>
/// <param name="Before">The days before this one, up to 28, the latest last.</param>
/// <param name="Told">Time the person wrote in themselves: it is no gap.</param>
/// <param name="Closed">The day is over.</param>
internal sealed record SignalDay(
    int UserId, DateOnly Day, DayPicture Picture, IReadOnlyList<Minutes> Schedule, bool HasSchedule, IReadOnlyList<DayMeasure> Before,
    IReadOnlyList<Minutes> Told, bool Closed)
{
    /// <summary>Time that counts as work in the timesheet; what was observed, while the timesheet says nothing.</summary>
    public int WorkMinutes { get; init; } = Picture.WorkMinutes;

    public int? TargetMinutes { get; init; }
    /// <summary>Of the tasks whose latest time lies in this day.</summary>
    public IReadOnlyList<TaskEstimate> Estimates { get; init; } = [];
    public int AgentMinutes { get; init; }
    public int SupervisedMinutes { get; init; }

    /// <summary>Kinds that are computed only for whoever asked for them.</summary>
    public IReadOnlyCollection<string> Asked { get; init; } = [];

    public string Date => Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string Week => string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(Day.ToDateTime(TimeOnly.MinValue))}-W{ISOWeek.GetWeekOfYear(Day.ToDateTime(TimeOnly.MinValue)):00}");

    public bool EndsWeek => Day.DayOfWeek == DayOfWeek.Sunday;
}

/// <summary>A signal that holds. Numbers explain it: always "value" and, where there is a bound, "limit".</summary>
internal sealed record Finding(string Kind, string Scope, string Window, int Band, IReadOnlyDictionary<string, double> Numbers, IReadOnlyList<Guid> Blocks)
{
    public string Key(int userId) => string.Create(CultureInfo.InvariantCulture, $"{Kind}:{userId}:{Scope}:{Window}");

    public static Finding Of(string kind, string scope, string window, int band, IReadOnlyList<Guid> blocks, params (string Name, double Value)[] numbers) =>
        new(kind, scope, window, band, numbers.ToDictionary(number => number.Name, number => Math.Round(number.Value, 2), StringComparer.Ordinal), blocks);
}

/// <summary>Which signals hold already: what holds is left at a lower bound than it is entered at.</summary>
internal sealed class Standing(IReadOnlySet<string> keys)
{
    public static readonly Standing None = new(new HashSet<string>(StringComparer.Ordinal));

    public bool Has(SignalDay day, string kind, string scope, string window) => keys.Contains(new Finding(kind, scope, window, 1, EmptyNumbers, []).Key(day.UserId));

    /// <summary>The windows in which this kind holds.</summary>
    public IEnumerable<string> Windows(SignalDay day, string kind, string scope)
    {
        var start = new Finding(kind, scope, "", 1, EmptyNumbers, []).Key(day.UserId);
        return keys.Where(key => key.StartsWith(start, StringComparison.Ordinal)).Select(key => key[start.Length..]);
    }

    private static readonly Dictionary<string, double> EmptyNumbers = [];
}

internal static class Bounds
{
    public const string Day = "day";
    public const string Week = "week";

    /// <summary>Enters at one bound and leaves below the other.</summary>
    public static bool Holds(double value, double enter, double exit, bool holds) => value >= (holds ? exit : enter);

    public static int Band(double value, double second, double third) => value >= third ? 3 : value >= second ? 2 : 1;
}
