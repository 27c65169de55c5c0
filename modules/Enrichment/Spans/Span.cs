using Daybook.Enrichment.Streams;

namespace Daybook.Enrichment.Spans;

/// <summary>A stretch of one context, [Start, End).</summary>
/// <param name="Facts">What was known; <see cref="Facts.Nothing"/> for absence and for what the person withheld.</param>
/// <param name="EventId">The first event of the stretch.</param>
internal readonly record struct Span(long Start, long End, Presence Presence, Facts Facts, Signature Signature, Guid EventId, int Lane)
{
    public long Length => End - Start;
}

/// <summary>A person's day as disjoint stretches in order, and how much of it was observed (their sum).</summary>
internal sealed record Timeline(IReadOnlyList<Span> Spans, long ObservedMs, DayStreams Streams, IReadOnlyList<Slice> Slices)
{
    public static readonly Timeline Empty = new([], 0, new DayStreams(new ContextTable(), [], []), []);
}
