using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Spans;

namespace Daybook.Enrichment.Learning;

/// <summary>What a stretch of time was said to be for.</summary>
internal sealed record Meaning(BlockKind Kind, Guid? ProjectId, Guid? TaskId)
{
    public static readonly Meaning Nothing = new(BlockKind.Neutral, null, null);

    /// <summary>The task; where there is none the project: what negative memory and the matcher speak of.</summary>
    public Guid? Target => TaskId ?? ProjectId;

    public bool SameTarget(Meaning other) => ProjectId == other.ProjectId && TaskId == other.TaskId;
}

/// <summary>A context of a reviewed stretch, and how long it was in front.</summary>
internal sealed record ReviewedContext(Signature Signature, long Ms)
{
    public Guid Hash { get; } = SignatureHash.Of(Signature);
}

/// <summary>One stretch of time that a person reviewed and that still counts: what was proposed, what the person said, and what was on the screen.</summary>
/// <param name="Id">The review event's.</param>
/// <param name="Spreads">Whether the same contexts of that day follow it; a person may take that back.</param>
/// <param name="Contexts">Longest first; empty once the example was forgotten.</param>
internal sealed record ReviewedSpan(
    Guid Id, DateOnly Day, DateTimeOffset At, ReviewVerb Verb, Meaning From, Meaning To, bool Spreads, IReadOnlyList<ReviewedContext> Contexts)
{
    private const int MaxContexts = 8;
    private const long LeastMs = 5_000;

    /// <summary>What was on the screen in a stretch: the longest contexts, without the moments.</summary>
    public static IReadOnlyList<ReviewedContext> ContextsOf(IEnumerable<Span> spans, long startMs, long endMs)
    {
        var lengths = new Dictionary<Signature, long>();
        foreach (var span in spans)
        {
            var shared = Math.Min(span.End, endMs) - Math.Max(span.Start, startMs);
            if (shared > 0 && span.Signature != default) lengths[span.Signature] = lengths.GetValueOrDefault(span.Signature) + shared;
        }

        return [.. lengths.Where(item => item.Value >= LeastMs).Select(item => new ReviewedContext(item.Key, item.Value))
            .OrderByDescending(context => context.Ms).ThenBy(context => context.Hash).Take(MaxContexts)];
    }
}
