using Daybook.Enrichment.Contracts;

namespace Daybook.Enrichment.Learning;

/// <summary>A decision of the same day about the same context.</summary>
internal sealed record Decided(Meaning Meaning, Guid ReviewId);

/// <summary>What a person's reviews teach for one day.</summary>
internal sealed class Lessons
{
    public static readonly Lessons None = new();

    /// <summary>What the person decided today about this very context.</summary>
    public Decided? Today(Guid signature) => null;

    /// <summary>Whether the person said that this context is not for this task (or project, where there is no task).</summary>
    public bool Forbids(Guid signature, Guid? target) => false;

    public static Lessons From(IReadOnlyList<ReviewedSpan> reviews, DateOnly day) => None;
}
