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
/// <param name="Hash">The signature's, also where its title may not be kept.</param>
internal sealed record ReviewedContext(Signature Signature, long Ms, Guid Hash);

/// <summary>One stretch of time that a person reviewed and that still counts: what was proposed, what the person said, and what was on the screen.</summary>
/// <param name="Id">The review event's.</param>
/// <param name="Spreads">Whether the same contexts of that day follow it; a person may take that back.</param>
/// <param name="Contexts">Longest first; empty once the example was forgotten.</param>
internal sealed record ReviewedSpan(
    Guid Id, DateOnly Day, DateTimeOffset At, ReviewVerb Verb, Meaning From, Meaning To, bool Spreads, IReadOnlyList<ReviewedContext> Contexts)
{
    /// <summary>Which step had proposed it.</summary>
    public LabelStage Stage { get; init; } = LabelStage.Evidence;

    private const int MaxContexts = 8;
    private const long LeastMs = 5_000;

    /// <summary>What was on the screen in a stretch: the longest contexts, without the moments.</summary>
    /// <param name="hidesTitle">Whether the person wants no title of this context kept.</param>
    public static IReadOnlyList<ReviewedContext> ContextsOf(IEnumerable<Span> spans, long startMs, long endMs, Func<Span, bool>? hidesTitle = null)
    {
        var found = new Dictionary<Signature, (long Ms, bool Hides)>();
        foreach (var span in spans)
        {
            var shared = Math.Min(span.End, endMs) - Math.Max(span.Start, startMs);
            if (shared <= 0 || span.Signature == default) continue;
            var (ms, hides) = found.GetValueOrDefault(span.Signature);
            found[span.Signature] = (ms + shared, hides || hidesTitle?.Invoke(span) == true);
        }

        return [.. found.Where(item => item.Value.Ms >= LeastMs)
            .Select(item => new ReviewedContext(item.Value.Hides ? item.Key with { Title = "" } : item.Key, item.Value.Ms, SignatureHash.Of(item.Key)))
            .OrderByDescending(context => context.Ms).ThenBy(context => context.Hash).Take(MaxContexts)];
    }
}
