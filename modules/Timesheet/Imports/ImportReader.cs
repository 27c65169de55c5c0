using System.Globalization;
using Daybook.Timesheet.Review;
using Daybook.Workspace.Contracts;

namespace Daybook.Timesheet.Imports;

/// <summary>
/// Understands a file's rows: times are on the person's wall unless an offset stands beside them, projects go by name or key, tasks by key.
/// Columns: date, start, end, utc_offset, project, task_key, description, lane; date may be part of start and end. Pure.
/// </summary>
internal sealed class ImportReader(TimeZoneInfo zone, Catalog catalog, DateTimeOffset now)
{
    private const int LongestDescription = 2000;
    private static readonly string[] Moments = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm"];
    private static readonly string[] Times = ["HH:mm:ss", "HH:mm", "H:mm"];
    private static readonly string[] Needed = ["start", "end"];

    /// <summary>The columns a file must have and has not.</summary>
    public static IReadOnlyList<string> Missing(CsvRow head) => [.. Needed.Except(Columns(head).Keys, StringComparer.Ordinal)];

    public IEnumerable<ImportRow> Read(IReadOnlyList<CsvRow> rows)
    {
        var columns = Columns(rows[0]);
        return rows.Skip(1).Select(row => Read(row.Line, name => columns.TryGetValue(name, out var at) && at < row.Cells.Count ? row.Cells[at].Trim() : ""));
    }

    private static Dictionary<string, int> Columns(CsvRow head)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < head.Cells.Count; i++) columns.TryAdd(head.Cells[i].Trim().ToLowerInvariant().Replace(' ', '_'), i);
        if (columns.TryGetValue("task", out var task)) columns.TryAdd("task_key", task);
        return columns;
    }

    private ImportRow Read(int line, Func<string, string> cell)
    {
        var row = new ImportRow(line, Verdict.Accepted) { Parallel = cell("lane") is "parallel", Description = Words(cell("description")) };
        var offset = Offset(cell("utc_offset"));
        if (offset is null && cell("utc_offset").Length > 0) return row.Reject("utc_offset", "invalid");
        foreach (var field in Needed)
        {
            var (ms, wrong) = Instant(cell("date"), cell(field), offset);
            if (wrong is not null) return row.Reject(wrong is "date" ? "date" : field, wrong is "date" ? "invalid" : wrong);
            row = field is "start" ? row with { StartMs = ms } : row with { EndMs = ms };
        }

        // Our own export says how long it was: the offset beside it is that of the start.
        if (offset is not null && long.TryParse(cell("duration_ms"), NumberStyles.None, CultureInfo.InvariantCulture, out var length)) row = row with { EndMs = row.StartMs + length };
        if (row.EndMs <= row.StartMs) return row.Reject("end", "before-start");
        if (row.EndMs - row.StartMs > Transition.LongestMs) return row.Reject("end", "too-long");
        if (row.StartMs < 946_684_800_000) return row.Reject("start", "out-of-range");
        if (row.EndMs > now.AddDays(1).ToUnixTimeMilliseconds()) return row.Reject("end", "out-of-range");
        if (row.Description.Length > LongestDescription) return row.Reject("description", "too-long");
        return Aim(row, cell("project"), cell("task_key"));
    }

    // What our own export put an apostrophe in front of, so that no spreadsheet runs it, comes back as it was.
    private static string Words(string text) => text.Length > 1 && text[0] == '\'' && "=+-@".Contains(text[1], StringComparison.Ordinal) ? text[1..] : text;

    private ImportRow Aim(ImportRow row, string project, string key)
    {
        if (project.Length > 0)
        {
            project = Words(project);
            var named = catalog.Projects.FirstOrDefault(known => !known.Archived &&
                (string.Equals(known.Name, project, StringComparison.OrdinalIgnoreCase) || string.Equals(known.Key, project, StringComparison.OrdinalIgnoreCase)));
            if (named is null) return row.Reject("project", "unknown");
            row = row with { ProjectId = named.Id };
        }

        if (key.Length == 0) return row;
        var tasks = catalog.Tasks.Where(task => string.Equals(task.Key, key, StringComparison.OrdinalIgnoreCase) && (row.ProjectId is null || task.ProjectId == row.ProjectId)).ToArray();
        return tasks switch
        {
            [var task] => row with { ProjectId = task.ProjectId, TaskId = task.Id },
            [] => row.Reject("task_key", "unknown"),
            _ => row.Reject("task_key", "ambiguous"),
        };
    }

    private (long Ms, string? Wrong) Instant(string date, string text, TimeSpan? offset)
    {
        if (text.Length == 0) return (0, "required");
        if (!DateTime.TryParseExact(text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall))
        {
            if (!TimeOnly.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return (0, "invalid");
            if (!DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return (0, "date");
            wall = day.ToDateTime(time);
        }

        if (wall.Year is < 1971 or > 2200) return (0, "out-of-range");
        if (offset is { } known) return (new DateTimeOffset(wall, known).ToUnixTimeMilliseconds(), null);
        if (zone.IsInvalidTime(wall)) return (0, "dst-gap");

        // An hour that comes twice means the first of the two.
        var of = zone.IsAmbiguousTime(wall) ? zone.GetAmbiguousTimeOffsets(wall).Max() : zone.GetUtcOffset(wall);
        return (new DateTimeOffset(wall, of).ToUnixTimeMilliseconds(), null);
    }

    private static TimeSpan? Offset(string text)
    {
        if (text.StartsWith("UTC", StringComparison.Ordinal)) text = text[3..];
        return text.Length == 6 && text[0] is '+' or '-' && TimeSpan.TryParseExact(text[1..], @"hh\:mm", CultureInfo.InvariantCulture, out var size) && size <= TimeSpan.FromHours(14)
            ? text[0] == '-' ? -size : size
            : null;
    }
}
