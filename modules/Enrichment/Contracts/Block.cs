namespace Daybook.Enrichment.Contracts;

/// <summary>What a stretch of time was. Private: excluded by the person, nothing is known of it.</summary>
public enum BlockKind : short { Work = 0, Neutral = 1, Personal = 2, Idle = 3, Private = 4 }

/// <summary>Which step of the cascade decided.</summary>
public enum LabelStage : short { None = 0, Rule = 1, Evidence = 2, Matcher = 3, Model = 4, Continuity = 5, User = 6 }

/// <summary>Why: which signal, which value, which rule. <paramref name="Signal"/> is a stable word the UI translates.</summary>
/// <param name="ExampleId">The reviewed time this was learned from.</param>
/// <param name="CallId">The call in which a model said it.</param>
public sealed record Evidence(string Signal, string Value, string? RuleId = null, double? Confidence = null, Guid? ExampleId = null, Guid? CallId = null);

/// <summary>A label that was considered and not chosen, and why not (a stable word).</summary>
public sealed record Alternative(Guid? ProjectId, Guid? TaskId, double Confidence, string Signal, string WhyNot);

/// <summary>A stretch of a person's day with one label. Instants are Unix milliseconds UTC, end exclusive.</summary>
/// <param name="Key">Stable while the block grows: made from the person, the day, the label and the block's first event.</param>
public sealed record Block(
    Guid Key, long StartMs, long EndMs, BlockKind Kind, string Category, Guid? ProjectId, Guid? TaskId, string Description,
    double Confidence, LabelStage Stage, IReadOnlyList<Evidence> Evidence, IReadOnlyList<Alternative> Alternatives)
{
    public long DurationMs => EndMs - StartMs;
}

/// <summary>A derived day: disjoint blocks in order, and the time that was observed (their sum).</summary>
public sealed record DayBlocks(DateOnly Day, long ObservedMs, IReadOnlyList<Block> Blocks);
