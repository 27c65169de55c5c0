using System.Globalization;
using Daybook.Timesheet.Entries;

namespace Daybook.Timesheet.Reports;

/// <summary>
/// The edges of all clocks, one after the other on one line, so that the database finds everybody's bucket in the same array: the
/// instants of clock n are moved on by n steps. No entry reaches from one clock's edges to the next one's.
/// </summary>
internal sealed class ReportRuler
{
    private readonly List<DateOnly?> days = [];
    private readonly int stepHours;

    private ReportRuler(DateTimeOffset[] instants, int stepHours) => (Instants, this.stepHours) = (instants, stepHours);

    public DateTimeOffset[] Instants { get; }

    public static ReportRuler Of(IReadOnlyList<ReportEdges> edgesOf)
    {
        // Entries begin less than their longest before the first edge and end as much after the last one.
        var range = edgesOf.Max(edges => edges.Instants[^1]) - edgesOf.Min(edges => edges.Instants[0]);
        var step = (int)Math.Ceiling(range.TotalHours + 2 * TimeSpan.FromMilliseconds(TimeEntry.MaxMs).TotalHours) + 1;
        var ruler = new ReportRuler([.. edgesOf.SelectMany((edges, no) => edges.Instants.Select(instant => instant.AddHours((double)step * no)))], step);
        foreach (var edges in edgesOf) ruler.days.AddRange([.. edges.Days, null]);
        return ruler;
    }

    /// <summary>How far a time of this clock is moved on, as PostgreSQL reads it; hours, which are the same in every zone.</summary>
    public string ShiftOf(int no) => string.Create(CultureInfo.InvariantCulture, $"{(long)stepHours * no} hours");

    /// <summary>The first day of bucket n, which begins at instant n - 1; null before, between and behind the clocks' edges.</summary>
    public DateOnly? DayOf(int bucket) => bucket >= 1 && bucket <= days.Count ? days[bucket - 1] : null;
}
