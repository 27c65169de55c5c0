using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Labelling;
using Daybook.Enrichment.Spans;

namespace Daybook.Enrichment.Blocks;

/// <summary>A part of a block: a span and the label it carries.</summary>
internal readonly record struct Part(Span Span, Label Label);

/// <summary>Consecutive parts that are for the same thing, [Start, End), without a hole.</summary>
internal sealed class Stretch(Identity identity)
{
    private readonly List<Part> parts = [];

    public Identity Identity { get; private set; } = identity;

    public IReadOnlyList<Part> Parts => parts;

    public long Start => parts[0].Span.Start;

    public long End => parts[^1].Span.End;

    public long Length => End - Start;

    public bool Attributable => Identity.Kind is BlockKind.Work or BlockKind.Neutral;

    public void Add(Part part) => parts.Add(part);

    public void Take(Stretch later) => parts.AddRange(later.parts);

    public void Become(Identity other) => Identity = other;
}

/// <summary>What makes two parts the same block: the task or project; where there is none, what sort of time it was. Work and neutral are one sort.</summary>
internal readonly record struct Identity(BlockKind Kind, Guid? ProjectId, Guid? TaskId, string Group)
{
    public bool Attributed => ProjectId is not null;

    public static Identity Of(Label label) => label.ProjectId is not null
        ? new Identity(BlockKind.Work, label.ProjectId, label.TaskId, "")
        : label.Attributable
            ? new Identity(BlockKind.Neutral, null, null, label.Category.StartsWith("work/meeting", StringComparison.Ordinal) ? "meeting" : "")
            : new Identity(label.Kind, null, null, "");
}
