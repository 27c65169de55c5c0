using Daybook.Enrichment.Streams;
using Daybook.Ingest.Contracts;

namespace Daybook.Enrichment.Spans;

/// <summary>Samples → timeline: a pure function of the samples, the stretch and the known repositories.</summary>
internal static class TimelineBuilder
{
    /// <summary>A hole between observations no longer than this is the watcher's blink, and belongs to what was before it.</summary>
    internal const long BlinkMs = 2_000;

    /// <summary>A context seen for less than this, between two stretches of the same one, is an interruption of it.</summary>
    internal const long MicroMs = 10_000;

    public static Timeline Build(DaySamples samples, long from, long to, IReadOnlySet<string> repositories)
    {
        if (samples.Samples.Count == 0) return Timeline.Empty;
        var streams = DayReader.Read(samples);
        var contexts = streams.Contexts;
        streams = streams with { Lanes = [.. streams.Lanes.Select(lane => lane with { Pieces = CloseBlinks(lane.Pieces) })] };
        var slices = Sweeper.Sweep(streams.Lanes, Richness(contexts), from, to);

        var known = new (Facts Facts, Signature Signature)?[contexts.Count * 2];
        var spans = new List<Span>(slices.Count);
        foreach (var slice in slices)
        {
            var kept = slice.Presence == Presence.Active && (slice.Context != ContextTable.None || slice.InCall);
            ref var facts = ref known[slice.Context * 2 + (slice.InCall ? 1 : 0)];
            facts ??= Know(slice);
            var (what, signature) = kept ? facts.Value : (Facts.Nothing, default);
            Append(spans, new Span(slice.Start, slice.End, slice.Presence, what, signature, slice.EventId, slice.Lane));
        }

        return new Timeline(AbsorbMicro(spans), Observed(streams.Lanes, from, to), streams, slices);

        (Facts, Signature) Know(Slice slice)
        {
            var facts = Facts.Of(contexts[slice.Context], slice.InCall, contexts.TraitsOf(slice.Context), repositories);
            return (facts, facts.Signature());
        }
    }

    /// <summary>The observed time of the day, counted without the sweep: what the sweep must come to.</summary>
    private static long Observed(IReadOnlyList<Lane> lanes, long from, long to)
    {
        var pieces = lanes.SelectMany(lane => lane.Pieces).Select(piece => (Start: Math.Max(piece.Start, from), End: Math.Min(piece.End, to)))
            .Where(piece => piece.End > piece.Start).ToArray();
        Array.Sort(pieces);
        var (sum, end) = (0L, long.MinValue);
        foreach (var piece in pieces)
        {
            sum += Math.Max(0, piece.End - Math.Max(piece.Start, end));
            end = Math.Max(end, piece.End);
        }

        return sum;
    }

    /// <summary>Within each stream, so that what another device saw in the meantime changes nothing.</summary>
    private static Piece[] CloseBlinks(Piece[] pieces)
    {
        for (var i = 0; i + 1 < pieces.Length; i++)
        {
            if (pieces[i + 1].Start - pieces[i].End is > 0 and <= BlinkMs) pieces[i] = pieces[i] with { End = pieces[i + 1].Start };
        }

        return pieces;
    }

    private static List<Span> AbsorbMicro(List<Span> spans)
    {
        var kept = new List<Span>(spans.Count);
        foreach (var span in spans)
        {
            Append(kept, span);

            // A, short B, A is A; what cannot be named and is over at once is what was before.
            while (kept.Count >= 3 && IsMicro(kept[^2]) && Follows(kept[^2], kept[^1]) && Follows(kept[^3], kept[^2]) && Same(kept[^3], kept[^1]))
            {
                kept[^3] = kept[^3] with { End = kept[^1].End };
                kept.RemoveRange(kept.Count - 2, 2);
            }

            if (kept.Count >= 2 && IsMicro(kept[^1]) && kept[^1].Signature == default && kept[^2].Presence == Presence.Active && Follows(kept[^2], kept[^1]))
            {
                kept[^2] = kept[^2] with { End = kept[^1].End };
                kept.RemoveAt(kept.Count - 1);
            }
        }

        return kept;
    }

    private static bool IsMicro(in Span span) => span.Presence == Presence.Active && span.Length < MicroMs;

    private static bool Follows(in Span before, in Span after) => before.End == after.Start;

    private static bool Same(in Span left, in Span right) =>
        left.Presence == right.Presence && left.Presence == Presence.Active && left.Signature == right.Signature;

    private static void Append(List<Span> spans, Span span)
    {
        if (spans.Count > 0 && spans[^1] is var last && Follows(last, span) && last.Presence == span.Presence && last.Signature == span.Signature)
        {
            spans[^1] = last with { End = span.End };
            return;
        }

        spans.Add(span);
    }

    private static byte[] Richness(ContextTable contexts)
    {
        var richness = new byte[contexts.Count];
        for (var i = 1; i < richness.Length; i++)
        {
            var context = contexts[i];
            richness[i] = TicketKeys.In(context.Title).Count + TicketKeys.In(context.Branch).Count + TicketKeys.In(context.Url).Count > 0 ? (byte)5
                : context.Repository is not null && context.Branch is not null ? (byte)4
                : context.Url is not null ? (byte)3
                : !string.IsNullOrEmpty(context.Title) ? (byte)2
                : context.App is not null ? (byte)1 : (byte)0;
        }

        return richness;
    }
}
