using Daybook.Ingest.Contracts;

namespace Daybook.Enrichment.Streams;

/// <summary>
/// Reads a desktop agent's samples: each covers its interval, back to its predecessor at most, and says itself how long the person had been
/// idle. Ordered by instant (then sequence): a clock that steps back can neither reorder nor erase what was seen before.
/// </summary>
internal static class AgentReader
{
    /// <summary>A pause without input shorter than this is reading or thinking, unless the agent itself calls it idle.</summary>
    internal const int IdleAfterMs = 300_000;

    /// <summary>A call counts as presence without input for this long at most.</summary>
    internal const long CallLimitMs = 4 * 3_600_000L;

    private const int InputJitterMs = 2_000;

    public static Piece[] Read(ReadOnlySpan<Sample> samples, ContextTable contexts, ReadOnlySpan<int> contextOf)
    {
        var idleFrom = IdleStarts(samples);
        var pieces = new List<Piece>(samples.Length + 16);
        var previous = long.MinValue;
        var callWithoutInput = 0L;
        for (var i = 0; i < samples.Length; i++)
        {
            var sample = samples[i];
            var start = sample.EndMs - sample.DurationMs;
            if (previous != long.MinValue)
            {
                // Timers are late by moments; a hole longer than that was not observed.
                if (sample.EndMs - previous <= sample.DurationMs * 3L / 2 + 5_000) start = previous;
                start = Math.Max(start, previous);
            }

            if (start >= sample.EndMs) continue;
            previous = sample.EndMs;

            var context = contextOf[sample.Context];
            var piece = new Piece(start, sample.EndMs, Presence.Active, context, sample.InCall, sample.IdleMs, sample.DeviceId, sample.EventId);
            if (Withheld(sample.State, contexts.Is(context, Traits.Lock)) is { } withheld)
            {
                pieces.Add(piece with { Presence = withheld, Context = ContextTable.None, InCall = false });
                continue;
            }

            var idle = Math.Clamp(idleFrom[i], start, sample.EndMs);
            if (sample.InCall && idle < sample.EndMs)
            {
                callWithoutInput += piece.Length;
                if (callWithoutInput <= CallLimitMs) idle = sample.EndMs;
            }
            else
            {
                callWithoutInput = 0;
            }

            if (idle > start) pieces.Add(piece with { End = idle });
            if (idle < sample.EndMs) pieces.Add(piece with { Start = idle, Presence = Presence.Idle });
        }

        return [.. pieces];
    }

    private static Presence? Withheld(SampleState state, bool lockScreen) => state switch
    {
        SampleState.Locked or SampleState.Sleep => Presence.Locked,
        SampleState.Paused or SampleState.Excluded => Presence.Private,
        _ => lockScreen ? Presence.Locked : null,
    };

    /// <summary>For each sample the instant from which it is idle, or its end. A run without input is idle as a whole, back to the last input, or not at all.</summary>
    private static long[] IdleStarts(ReadOnlySpan<Sample> samples)
    {
        var starts = new long[samples.Length];
        for (var first = 0; first < samples.Length;)
        {
            var lastInput = samples[first].EndMs - samples[first].IdleMs;
            var idle = false;
            var next = first;
            for (; next < samples.Length; next++)
            {
                var sample = samples[next];
                if (next > first && sample.EndMs - sample.IdleMs > lastInput + InputJitterMs) break;
                lastInput = Math.Min(lastInput, sample.EndMs - sample.IdleMs);
                idle |= sample.IdleMs >= IdleAfterMs || sample.State is SampleState.Idle or SampleState.Locked or SampleState.Sleep;
            }

            for (var i = first; i < next; i++)
            {
                starts[i] = !idle ? samples[i].EndMs
                    : samples[i].State == SampleState.Idle && samples[i].IdleMs == 0 ? long.MinValue
                    : lastInput;
            }

            first = next;
        }

        return starts;
    }
}
