using Daybook.Ingest.ActivityWatch.Query.Values;

namespace Daybook.Ingest.ActivityWatch.Query.Transforms;

/// <summary>Fills the short gaps that watchers leave between two events.</summary>
internal static class Flood
{
    private static readonly long Pulse = TimeSpan.FromSeconds(5).Ticks;
    private static readonly long Trim = TimeSpan.FromMilliseconds(100).Ticks;

    /// <summary>
    /// Neighbours are looked at once, in order of start. Over a gap of at most five seconds (and over an overlap of less than a tenth of
    /// one) the longer of the two grows, the earlier when they are equal; of equal data the longer swallows the other. Equal data that
    /// overlaps becomes one. A longer overlap of different data stays. What is left without a length is dropped.
    /// </summary>
    public static IReadOnlyList<AwEvent> LongerGrows(IReadOnlyList<AwEvent> events, QueryBudget budget)
    {
        var spans = Sorted(events, budget);
        for (var i = 1; i < spans.Length; i++)
        {
            budget.Tick();
            ref var left = ref spans[i - 1];
            ref var right = ref spans[i];
            var gap = right.Start - left.End;
            if (gap == 0) continue;
            var equal = left.Event.Data.Equals(right.Event.Data);
            if (gap < 0 && equal)
            {
                left.Start = Math.Min(left.Start, right.Start);
                left.End = Math.Max(left.End, right.End);
                right.Start = right.End = left.End;
            }
            else if (gap > -Trim && gap <= Pulse) Close(ref left, ref right, equal);
        }

        return Events(spans.Where(span => span.End > span.Start), spans.Length, budget);
    }

    /// <summary>
    /// As ActivityWatch's other server does it: a gap of less than five seconds between different data is split in half, equal data within
    /// it is one, and nothing else changes.
    /// </summary>
    public static IReadOnlyList<AwEvent> Midpoint(IReadOnlyList<AwEvent> events, QueryBudget budget)
    {
        var spans = Sorted(events, budget);
        var kept = new List<Span>(spans.Length);
        foreach (var next in spans)
        {
            budget.Tick();
            var right = next;
            if (kept.Count > 0)
            {
                var left = kept[^1];
                var gap = right.Start - left.End;
                if (gap < Pulse && left.Event.Data.Equals(right.Event.Data))
                {
                    left.End = Math.Max(left.End, right.End);
                    kept[^1] = left;
                    continue;
                }

                if (gap > 0 && gap < Pulse)
                {
                    left.End += gap / 2;
                    right.Start = left.End;
                    kept[^1] = left;
                }
            }

            kept.Add(right);
        }

        return Events(kept, kept.Count, budget);
    }

    private static void Close(ref Span left, ref Span right, bool equal)
    {
        var leftIsLonger = left.End - left.Start >= right.End - right.Start;
        if (equal && leftIsLonger)
        {
            left.End = right.End;
            right.Start = right.End;
        }
        else if (equal)
        {
            right.Start = left.Start;
            left.End = left.Start;
        }
        else if (leftIsLonger) left.End = right.Start;
        else right.Start = left.End;
    }

    private static Span[] Sorted(IReadOnlyList<AwEvent> events, QueryBudget budget)
    {
        budget.Take(events.Count * 40L);
        return [.. events.Select(one => new Span { Event = one, Start = one.Start.UtcTicks, End = one.End.UtcTicks }).OrderBy(span => span.Start)];
    }

    private static List<AwEvent> Events(IEnumerable<Span> spans, int count, QueryBudget budget)
    {
        budget.Take(count * (long)QueryBudget.Event);
        return [.. spans.Select(span => Lists.Cut(span.Event, span.Start, span.End))];
    }

    private struct Span
    {
        public AwEvent Event;
        public long Start;
        public long End;
    }
}
