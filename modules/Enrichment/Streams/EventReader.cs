using Daybook.Ingest.Contracts;

namespace Daybook.Enrichment.Streams;

/// <summary>Reads streams of intervals: each event is [end − duration, end). Where two overlap, the one that began later holds.</summary>
internal static class EventReader
{
    /// <summary>A pulse lasts until the next when that comes within this time.</summary>
    internal const long PulseBridgeMs = 120_000;

    /// <summary>The last pulse before a silence lasts this long.</summary>
    internal const long PulseTailMs = 30_000;

    public static Piece[] Intervals(ReadOnlySpan<Sample> samples, ContextTable contexts, ReadOnlySpan<int> contextOf)
    {
        var events = new List<Piece>(samples.Length);
        foreach (var sample in samples)
        {
            if (sample.DurationMs > 0) events.Add(PieceOf(sample, contexts, contextOf[sample.Context]));
        }

        return Flatten(events);
    }

    /// <summary>Heartbeats of editors and browsers become intervals.</summary>
    public static Piece[] Pulses(ReadOnlySpan<Sample> samples, ContextTable contexts, ReadOnlySpan<int> contextOf)
    {
        var events = new List<Piece>(samples.Length);
        foreach (var sample in samples) events.Add(PieceOf(sample, contexts, contextOf[sample.Context]));
        events.Sort(ByStart);
        for (var i = 0; i < events.Count; i++)
        {
            var pulse = events[i];
            var end = Math.Max(pulse.End, pulse.Start + PulseTailMs);
            if (i + 1 < events.Count && events[i + 1].Start > pulse.End && events[i + 1].Start - pulse.End <= PulseBridgeMs) end = events[i + 1].Start;
            events[i] = pulse with { End = end };
        }

        return Flatten(events);
    }

    private static Piece PieceOf(Sample sample, ContextTable contexts, int context)
    {
        var presence = sample.State switch
        {
            SampleState.Idle => Presence.Idle,
            SampleState.Locked or SampleState.Sleep => Presence.Locked,
            SampleState.Paused or SampleState.Excluded => Presence.Private,
            _ => contexts.Is(context, Traits.Lock) ? Presence.Locked : Presence.Active,
        };
        var kept = presence is Presence.Active or Presence.Idle ? context : ContextTable.None;
        return new Piece(sample.EndMs - sample.DurationMs, sample.EndMs, presence, kept, sample.InCall, sample.IdleMs, sample.DeviceId, sample.EventId);
    }

    /// <summary>Disjoint pieces in order with the same union. Overlaps go to the later start; of equal starts to the shorter event.</summary>
    public static Piece[] Flatten(List<Piece> events)
    {
        events.Sort(ByStart);
        var pieces = new List<Piece>(events.Count);
        var open = new Stack<Piece>();
        var cursor = long.MinValue;
        foreach (var next in events)
        {
            if (next.Length <= 0) continue;
            Advance(next.Start);
            cursor = Math.Max(cursor, next.Start);
            open.Push(next);
        }

        Advance(long.MaxValue);
        return [.. pieces];

        void Advance(long to)
        {
            while (cursor < to && open.TryPeek(out var top))
            {
                if (top.End > cursor)
                {
                    pieces.Add(top.Cut(cursor, to));
                    cursor = Math.Min(top.End, to);
                }

                if (top.End <= cursor) open.Pop();
            }
        }
    }

    private static int ByStart(Piece left, Piece right)
    {
        var order = left.Start.CompareTo(right.Start);
        if (order == 0) order = right.End.CompareTo(left.End);
        return order != 0 ? order : left.EventId.CompareTo(right.EventId);
    }
}
