using System.Text.Json.Serialization;
using Daybook.Enrichment.Contracts;
using Daybook.Kernel.Time;
using Daybook.Timesheet.Contracts;

namespace Daybook.Timesheet.Entries;

/// <summary>A project as an entry names it. The name is empty when nobody knows it any more.</summary>
internal sealed record ProjectRef(Guid Id, string Name, string Color);

internal sealed record TaskRef(Guid Id, string Key, string Title);

internal sealed record EvidenceView(string Signal, string Value, string? RuleId, double? Confidence);

/// <param name="ReviewId">POST /api/v1/corrections/{review_id}/undo moves it back.</param>
internal sealed record TaughtView(Guid ReviewId, long MovedMs, int MovedBlocks)
{
    public static TaughtView? Of(Taught? taught) => taught is { ReviewId: { } id } ? new TaughtView(id, taught.MovedMs, taught.MovedBlocks) : null;
}

/// <summary>A time entry as the API shows it.</summary>
/// <param name="BlockId">The block it came from, for its explanation; null when a person wrote it.</param>
/// <param name="CanUndo">There is an earlier state to return to.</param>
internal sealed record EntryView(
    Guid Id, DateOnly Date, DateTimeOffset Start, DateTimeOffset End, long DurationMs, EntryStatus Status, EntryLane Lane, BlockKind Kind,
    string Category, ProjectRef? Project, TaskRef? Task, string Description, double Confidence, LabelStage Stage,
    IReadOnlyList<EvidenceView> Evidence, Guid? BlockId, DateTimeOffset? ReviewedAt, bool ToReview, bool CanUndo)
{
    /// <summary>After a correction: the other time of the day that moved with it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TaughtView? Taught { get; init; }

    /// <summary>The whole entry, dated by its start.</summary>
    public static EntryView Of(TimeEntry entry, DayClock clock, RefBook refs) =>
        Of(entry, entry.Stretch, clock.DayOf(DateTimeOffset.FromUnixTimeMilliseconds(entry.StartMs)), refs);

    /// <summary>The part of an entry that lies in a day.</summary>
    public static EntryView Of(TimeEntry entry, Stretch part, DateOnly day, RefBook refs)
    {
        var label = entry.Label;
        var hidden = label.Kind == BlockKind.Private;
        return new EntryView(
            entry.Id, day, DateTimeOffset.FromUnixTimeMilliseconds(part.StartMs), DateTimeOffset.FromUnixTimeMilliseconds(part.EndMs), part.LengthMs,
            entry.Status, entry.Lane, label.Kind, label.Category, refs.Project(label.ProjectId), refs.Task(label.TaskId),
            hidden ? "" : label.Description, label.Confidence, label.Stage,
            hidden ? [] : [.. label.Evidence.Select(why => new EvidenceView(why.Signal, why.Value, why.RuleId, why.Confidence))],
            entry.BlockKey, entry.State.ReviewedMs is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null, entry.IsToReview, entry.Previous is not null);
    }
}
