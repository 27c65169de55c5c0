using Daybook.Enrichment.Contracts;
using Daybook.Timesheet.Contracts;
using Daybook.Timesheet.Entries;
using Daybook.Timesheet.Export;
using Daybook.Timesheet.Sheet;

namespace Daybook.Timesheet.Tracker;

/// <summary>A proposed entry as the tracker contract shows it.</summary>
/// <param name="AttributionStatus">inferred, confirmed or corrected.</param>
internal sealed record TrackerEntry(
    Guid Id, DateOnly EntryDate, long DurationMinutes, Guid? TaskId, string? TaskTitle, string? Description, double? ConfidenceScore,
    string? AttributionStatus);

/// <param name="Journal">Always null here: the journal has its own address.</param>
internal sealed record TrackerDay(DateOnly Date, long TotalMinutes, IReadOnlyList<TrackerEntry> Entries, string? Journal);

internal sealed record TrackerSheet(IReadOnlyList<TrackerDay> Days, long TotalMinutes, int DaysCount)
{
    /// <summary>What was derived and not dismissed; never personal, private or idle time. Minutes of a day add up to the day's.</summary>
    public static TrackerSheet Of(IReadOnlyList<DaySheet> sheets, RefBook refs)
    {
        var days = sheets.Select(sheet => Day(sheet, refs)).Where(day => day.Entries.Count > 0).ToArray();
        return new TrackerSheet(days, days.Sum(day => day.TotalMinutes), days.Length);
    }

    /// <summary>As others see it: what it was for and how long, nothing that was on a screen.</summary>
    public TrackerSheet WithoutDescriptions() => this with
    {
        Days = [.. Days.Select(day => day with { Entries = [.. day.Entries.Select(entry => entry with { Description = null })] })],
    };

    public static bool IsShown(TimeEntry entry) =>
        entry is { BlockKey: not null, Lane: EntryLane.Primary, Label.Kind: BlockKind.Work or BlockKind.Neutral } and not { Status: EntryStatus.Dismissed };

    private static TrackerDay Day(DaySheet sheet, RefBook refs)
    {
        var parts = sheet.Parts.Where(part => IsShown(part.Entry)).ToArray();
        var minutes = LargestRemainder.Split([.. parts.Select(part => part.Part.LengthMs)], 60_000);
        return new TrackerDay(sheet.Date, minutes.Sum(), [.. parts.Select((part, i) => Entry(part.Entry, sheet.Date, minutes[i], refs))], null);
    }

    private static TrackerEntry Entry(TimeEntry entry, DateOnly day, long minutes, RefBook refs) => new(
        entry.Id, day, minutes, entry.Label.TaskId, refs.Task(entry.Label.TaskId)?.Title, entry.Label.Description, entry.Label.Confidence,
        EntryRow.Word(entry.Status));
}
