using Daybook.Enrichment.Contracts;

namespace Daybook.Enrichment.Runs;

/// <summary>What a minute counts for. Without a project, work and neutral time are the same: unattributed.</summary>
internal sealed record Bucket(BlockKind Kind, Guid? ProjectId, Guid? TaskId)
{
    public static Bucket Of(Block block) => Of(block.Kind, block.ProjectId, block.TaskId);

    public static Bucket Of(BlockKind kind, Guid? projectId, Guid? taskId) =>
        new((projectId ?? taskId) is not null ? BlockKind.Work : kind == BlockKind.Work ? BlockKind.Neutral : kind, projectId, taskId);

    public bool Unattributed => Kind == BlockKind.Neutral && ProjectId is null;
}

/// <summary>Unreviewed time of a task (a project, a kind) before and after.</summary>
internal sealed record TaskShift(BlockKind Kind, Guid? ProjectId, Guid? TaskId, long BeforeMs, long AfterMs);

/// <summary>A reviewed entry that the new derivation would have labelled otherwise. The entry stays.</summary>
internal sealed record Disagreement(Guid EntryId, long StartMs, long EndMs, Bucket Before, Bucket After);

/// <summary>Unreviewed time that is labelled otherwise than before.</summary>
internal sealed record MovedStretch(long StartMs, long EndMs, Block Before, Block After);

/// <summary>The difference between two derivations of one day.</summary>
/// <param name="UnreviewedMs">Time that may move: neither reviewed nor idle.</param>
/// <param name="MovedMs">How much of it counts for something else now.</param>
/// <param name="FilledMs">The part of it that counted for nothing before, or for a project whose task is now named.</param>
internal sealed record DayShift(
    long UnreviewedMs, long MovedMs, long FilledMs, IReadOnlyList<TaskShift> Tasks, IReadOnlyList<Disagreement> Disagreements,
    [property: System.Text.Json.Serialization.JsonIgnore] IReadOnlyList<MovedStretch> Moves)
{
    public static readonly DayShift None = new(0, 0, 0, [], [], []);
}
