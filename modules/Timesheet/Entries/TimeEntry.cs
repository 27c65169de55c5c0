using Daybook.Enrichment.Contracts;
using Daybook.Timesheet.Contracts;

namespace Daybook.Timesheet.Entries;

/// <summary>Primary entries never overlap and make the totals. Parallel ones are manual, stand beside, and enter no total.</summary>
internal enum EntryLane { Primary, Parallel }

/// <summary>What the time was, and how that was found out.</summary>
internal sealed record EntryLabel(
    BlockKind Kind, string Category, Guid? ProjectId, Guid? TaskId, string Description,
    double Confidence, LabelStage Stage, IReadOnlyList<Evidence> Evidence)
{
    public static EntryLabel Of(Block block) =>
        new(block.Kind, block.Category, block.ProjectId, block.TaskId, block.Description, block.Confidence, block.Stage, block.Evidence);

    /// <summary>Same words for the person who reviews it: what he saw is what he would confirm.</summary>
    public bool Means(EntryLabel other) =>
        Kind == other.Kind && ProjectId == other.ProjectId && TaskId == other.TaskId &&
        string.Equals(Category, other.Category, StringComparison.Ordinal);

    public bool Equals(EntryLabel? other) =>
        other is not null && Means(other) && string.Equals(Description, other.Description, StringComparison.Ordinal) &&
        Confidence.Equals(other.Confidence) && Stage == other.Stage && Evidence.SequenceEqual(other.Evidence);

    public override int GetHashCode() => HashCode.Combine(Kind, Category, ProjectId, TaskId, Description);
}

/// <summary>Everything a review may change: kept once as the state to return to.</summary>
internal sealed record EntryState(EntryStatus Status, long StartMs, long EndMs, EntryLabel Label, long? ReviewedMs)
{
    public Stretch Stretch => new(StartMs, EndMs);
}

/// <summary>One time entry as it is stored.</summary>
/// <param name="Day">The local day of its start, as of its writing. Entries belong to days by their time, not by this.</param>
/// <param name="BlockKey">The block an entry came from; null when a person wrote it.</param>
internal sealed record TimeEntry(
    int UserId, Guid Id, DateOnly Day, EntryLane Lane, Guid? BlockKey, EntryState State, EntryState? Previous)
{
    /// <summary>Longest entry: the longest local day there is.</summary>
    public const long MaxMs = 26L * 60 * 60 * 1000;

    public EntryStatus Status => State.Status;
    public EntryLabel Label => State.Label;
    public long StartMs => State.StartMs;
    public long EndMs => State.EndMs;
    public Stretch Stretch => State.Stretch;

    /// <summary>Only derivation may touch it. Everything else on the primary lane stands where the person left it.</summary>
    public bool IsInferred => Status == EntryStatus.Inferred;

    public bool IsImmovable => Lane == EntryLane.Primary && !IsInferred;

    /// <summary>Idle time is kept for the sums and is never an entry to a person.</summary>
    public bool IsShown => Label.Kind != BlockKind.Idle;

    public bool IsToReview => IsInferred && Label.Kind is (BlockKind.Work or BlockKind.Neutral);
}
