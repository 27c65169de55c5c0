using Daybook.Kernel.Time;
using Daybook.Timesheet.Entries;
using Daybook.Timesheet.Sheet;

namespace Daybook.Timesheet.Export;

/// <summary>Days as rows for the formats that know numbers and dates: what <see cref="CsvSheet"/> writes, without its rounding.</summary>
internal static class EntryTable
{
    private const decimal HourMs = 3_600_000;

    public static readonly string[] Columns =
        ["date", "start", "end", "utc_offset", "hours", "duration_ms", "project", "task_key", "task_title", "description", "status", "category", "lane"];

    public static IEnumerable<object?[]> Rows(DaySheet day, RefBook refs, DayClock clock)
    {
        foreach (var part in day.Parts.Where(CsvSheet.Counts).OrderBy(part => part.Entry.Lane))
        {
            var label = part.Entry.Label;
            var start = Local(part.Part.StartMs, clock);
            var task = refs.Task(label.TaskId);
            yield return
            [
                day.Date, start.DateTime, Local(part.Part.EndMs, clock).DateTime, "UTC" + start.ToString("zzz", System.Globalization.CultureInfo.InvariantCulture),
                Math.Round(part.Part.LengthMs / HourMs, 2), part.Part.LengthMs, refs.Project(label.ProjectId)?.Name, task?.Key, task?.Title, label.Description,
                EntryRow.Word(part.Entry.Status), label.Category, EntryRow.Word(part.Entry.Lane),
            ];
        }
    }

    private static DateTimeOffset Local(long ms, DayClock clock) => TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(ms), clock.Zone);
}
