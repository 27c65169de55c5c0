using Daybook.Enrichment.Contracts;

namespace Daybook.Enrichment.Labelling;

/// <summary>What a stretch was for, how sure that is, and why.</summary>
internal sealed record Label(
    BlockKind Kind, string Category, Guid? ProjectId, Guid? TaskId, double Confidence, LabelStage Stage,
    IReadOnlyList<Evidence> Evidence, IReadOnlyList<Alternative> Alternatives)
{
    public static readonly Label Idle = new(BlockKind.Idle, "idle", null, null, 1, LabelStage.None, [], []);
    public static readonly Label Locked = new(BlockKind.Idle, "idle/locked", null, null, 1, LabelStage.None, [], []);
    public static readonly Label Private = new(BlockKind.Private, "private", null, null, 1, LabelStage.None, [], []);
    public static readonly Label Unknown = new(BlockKind.Neutral, "neutral/other", null, null, 0, LabelStage.None, [], []);

    /// <summary>A rule says that no model may be told of it.</summary>
    public bool Withheld { get; init; }

    /// <summary>A rule keeps the title from what is derived.</summary>
    public bool HidesTitle { get; init; }

    public bool Attributable => Kind is BlockKind.Work or BlockKind.Neutral;

    /// <summary>Time that turned out to be for a project is work, whatever its page usually is.</summary>
    public static string AsWork(string category) =>
        category.StartsWith("work", StringComparison.Ordinal) ? category : "work/" + category[(category.LastIndexOf('/') + 1)..];
}

/// <summary>One piece of evidence for a project or a task. Hard evidence is a key or a mapping; soft is made of words.</summary>
internal sealed record Hit(Guid ProjectId, Guid? TaskId, double Confidence, string Signal, string Value);

/// <summary>The attribution found for a context, and what else was considered.</summary>
internal sealed record Attribution(Hit? Chosen, double Confidence, IReadOnlyList<Hit> Support, IReadOnlyList<Alternative> Alternatives)
{
    public static readonly Attribution None = new(null, 0, [], []);
}
