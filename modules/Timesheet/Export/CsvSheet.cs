using System.Globalization;
using CsvHelper;
using Daybook.Enrichment.Contracts;
using Daybook.Kernel.Time;
using Daybook.Timesheet.Contracts;
using Daybook.Timesheet.Entries;
using Daybook.Timesheet.Sheet;

namespace Daybook.Timesheet.Export;

/// <summary>
/// Days as CSV (RFC 4180): what counts as worked, and parallel entries, marked. Minutes and hundredths of an hour are rounded so that
/// a day's rows of one lane add to that day's rounded sum; duration_ms is exact.
/// </summary>
internal sealed class CsvSheet(CsvWriter csv, DayClock clock)
{
    private const long MinuteMs = 60_000;
    private const long CentihourMs = 36_000;

    private static readonly string[] Columns =
        ["date", "start", "end", "utc_offset", "hours", "minutes", "duration_ms", "project", "task_key", "task_title", "description", "status", "category", "lane"];

    public Task HeadAsync(CancellationToken ct) => csv.WriteRecordAsync(Columns, ct).AsTask();

    public async Task AddAsync(DaySheet day, RefBook refs, CancellationToken ct)
    {
        foreach (var lane in day.Parts.Where(Counts).GroupBy(part => part.Entry.Lane).OrderBy(lane => lane.Key))
        {
            var parts = lane.ToArray();
            long[] lengths = [.. parts.Select(part => part.Part.LengthMs)];
            var minutes = LargestRemainder.Split(lengths, MinuteMs);
            var hours = LargestRemainder.Split(lengths, CentihourMs);
            for (var i = 0; i < parts.Length; i++) await csv.WriteRecordAsync(Row(day.Date, parts[i], hours[i], minutes[i], refs), ct);
        }
    }

    /// <summary>Dismissed, idle and personal time never leaves the house.</summary>
    public static bool Counts(EntryPart part) =>
        part.Entry.Status != EntryStatus.Dismissed && part.Entry.Label.Kind is BlockKind.Work or BlockKind.Neutral;

    private string[] Row(DateOnly date, EntryPart row, long centihours, long minutes, RefBook refs)
    {
        var (entry, part) = row;
        var start = Local(part.StartMs);
        var task = refs.Task(entry.Label.TaskId);
        return
        [
            date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Moment(start),
            Moment(Local(part.EndMs)),
            "UTC" + start.ToString("zzz", CultureInfo.InvariantCulture),
            (centihours / 100m).ToString("0.00", CultureInfo.InvariantCulture),
            minutes.ToString(CultureInfo.InvariantCulture),
            part.LengthMs.ToString(CultureInfo.InvariantCulture),
            SafeCell.Of(refs.Project(entry.Label.ProjectId)?.Name),
            SafeCell.Of(task?.Key),
            SafeCell.Of(task?.Title),
            SafeCell.Of(entry.Label.Description),
            EntryRow.Word(entry.Status),
            SafeCell.Of(entry.Label.Category),
            EntryRow.Word(entry.Lane),
        ];
    }

    private DateTimeOffset Local(long ms) => TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(ms), clock.Zone);

    // As spreadsheets read a moment; the offset stands beside it, because an hour may come twice.
    private static string Moment(DateTimeOffset local) => local.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
