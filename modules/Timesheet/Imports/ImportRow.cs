using Daybook.Timesheet.Entries;

namespace Daybook.Timesheet.Imports;

internal enum Verdict { Accepted, Duplicate, Rejected }

/// <summary>A row as it was understood, and why it was not when it was not.</summary>
/// <param name="Field">The column that is wrong.</param>
/// <param name="Reason">A stable word the pages translate.</param>
internal sealed record ImportRow(int Line, Verdict Verdict, string? Field = null, string? Reason = null)
{
    public long StartMs { get; init; }
    public long EndMs { get; init; }
    public Guid? ProjectId { get; init; }
    public Guid? TaskId { get; init; }
    public string Description { get; init; } = "";
    public bool Parallel { get; init; }

    public Stretch Stretch => new(StartMs, EndMs);

    public ImportRow Reject(string field, string reason) => this with { Verdict = Verdict.Rejected, Field = field, Reason = reason };
}
