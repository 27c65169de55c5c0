using System.Globalization;
using System.Text.Json;
using Daybook.Kernel.Problems;

namespace Daybook.Workspace.People;

/// <summary>Working hours on a weekday (1 = Monday … 7 = Sunday), local time as HH:mm.</summary>
internal sealed record WorkStretch(int? Weekday, string? Start, string? End)
{
    public TimeOnly StartTime() => TimeOnly.ParseExact(Start!, WeekSchedule.TimeFormat, CultureInfo.InvariantCulture);
    public TimeOnly EndTime() => TimeOnly.ParseExact(End!, WeekSchedule.TimeFormat, CultureInfo.InvariantCulture);
}

/// <summary>A person's week, as it is stored and as it is judged.</summary>
internal static class WeekSchedule
{
    public const string TimeFormat = "HH:mm";
    private const int Most = 50;
    private static readonly JsonSerializerOptions Stored = new(JsonSerializerDefaults.Web);

    public static readonly IReadOnlyList<WorkStretch> Usual =
        [.. Enumerable.Range(1, 5).Select(weekday => new WorkStretch(weekday, "09:00", "17:00"))];

    public static string Write(IEnumerable<WorkStretch> week) => JsonSerializer.Serialize(week, Stored);

    public static IReadOnlyList<WorkStretch> Read(string json) => JsonSerializer.Deserialize<WorkStretch[]>(json, Stored) ?? [];

    /// <summary>The week in order. Wrong are: unknown weekdays or times, ends that are not after their start, stretches that overlap.</summary>
    public static IReadOnlyList<WorkStretch> Check(FieldErrors errors, IReadOnlyList<WorkStretch> week)
    {
        if (week.Count > Most) errors.Add("week_schedule", "too-long");
        else if (week.Any(stretch => stretch is null || stretch.Weekday is null or < 1 or > 7 || !IsTime(stretch.Start) || !IsTime(stretch.End)))
            errors.Add("week_schedule", "invalid");
        else if (week.Any(stretch => stretch.EndTime() <= stretch.StartTime())) errors.Add("week_schedule", "out-of-range");
        else
        {
            var ordered = week.OrderBy(stretch => stretch.Weekday).ThenBy(stretch => stretch.StartTime()).ToArray();
            if (ordered.Zip(ordered.Skip(1)).Any(pair => pair.First.Weekday == pair.Second.Weekday && pair.Second.StartTime() < pair.First.EndTime()))
                errors.Add("week_schedule", "overlaps");
            return ordered;
        }

        return [];
    }

    public static bool IsTime(string? text) => TimeOnly.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
