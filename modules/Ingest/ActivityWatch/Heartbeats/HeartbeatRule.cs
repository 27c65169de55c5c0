namespace Daybook.Ingest.ActivityWatch.Heartbeats;

/// <summary>A stored event near a heartbeat. <paramref name="Same"/>: its data is the heartbeat's. One of negative length is never made longer.</summary>
internal sealed record Neighbour(Guid EventId, int Number, long StartMs, long DurationMs, bool Same)
{
    public long EndMs => StartMs + DurationMs;
}

/// <summary>What a heartbeat does: it makes <paramref name="Grown"/> last until <paramref name="EndMs"/>, or is a new event; <paramref name="Joined"/> become part of it.</summary>
internal sealed record HeartbeatOutcome(Neighbour? Grown, long StartMs, long EndMs, IReadOnlyList<Neighbour> Joined);

/// <summary>
/// ActivityWatch's rule: a heartbeat with the data of the event before it, and not more than the pulse time after its end, makes it longer; any
/// other is a new event. Here the event before it is the newest that starts no later, whatever came in between, and later events of the same
/// data within the pulse time are joined: a stream gives the same events in whatever order its heartbeats come. Pure.
/// </summary>
internal static class HeartbeatRule
{
    /// <param name="before">Events that start no later, newest first.</param>
    /// <param name="after">Events that start later, in order.</param>
    public static HeartbeatOutcome Decide(
        long startMs, long durationMs, double pulseMs, long longestMs, IReadOnlyList<Neighbour> before, IReadOnlyList<Neighbour> after)
    {
        var end = startMs + durationMs;
        var grown = Twin(startMs, before) ?? (before is [var last, ..] && last is { Same: true, DurationMs: >= 0 } && startMs <= last.EndMs + pulseMs ? last : null);
        if (grown is not null && Math.Max(end, grown.EndMs) - grown.StartMs > longestMs) grown = null;
        var start = grown?.StartMs ?? startMs;
        if (grown is not null) end = Math.Max(end, grown.EndMs);
        if (end < start) return new HeartbeatOutcome(null, start, start, []);

        var joined = new List<Neighbour>();
        foreach (var next in after)
        {
            if (!next.Same || next.DurationMs < 0 || next.StartMs > end + pulseMs || Math.Max(end, next.EndMs) - start > longestMs) break;
            joined.Add(next);
            end = Math.Max(end, next.EndMs);
        }

        return new HeartbeatOutcome(grown, start, end, joined);
    }

    // Of several events with one start the heartbeat belongs to the one with its data.
    private static Neighbour? Twin(long startMs, IReadOnlyList<Neighbour> before)
    {
        foreach (var one in before)
        {
            if (one.StartMs != startMs) return null;
            if (one is { Same: true, DurationMs: >= 0 }) return one;
        }

        return null;
    }
}
